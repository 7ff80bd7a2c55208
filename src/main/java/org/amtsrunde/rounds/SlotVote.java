package org.amtsrunde.rounds;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How the members of a round find the time of their week. What somebody has not answered is a no: it may not bind them. */
public final class SlotVote {
  /** What a person says to a slot. */
  public enum Answer {
    YES,
    IF_NEEDED,
    NO
  }

  /**
   * A slot with the reason why it stands where it stands.
   *
   * @param clashes sessions that would fall on a holiday of somebody's
   */
  public record Proposal(Slot slot, int yes, int ifNeeded, int no, int clashes) {}

  private static final Comparator<Proposal> BEST_FIRST =
      Comparator.comparingInt(Proposal::no)
          .thenComparing(Comparator.comparingInt(Proposal::yes).reversed())
          .thenComparingInt(Proposal::clashes)
          .thenComparing(Proposal::slot);

  private SlotVote() {}

  /**
   * The best slots, the best first: nobody left out counts more than everybody pleased, that more than holidays; equal ones stand as
   * in a calendar.
   *
   * @param members all who vote, whether they have answered or not
   * @param holiday whether a date is a holiday of any member's
   * @param most so many at most
   */
  public static List<Proposal> ranked(
      Set<String> members,
      Map<String, Map<Slot, Answer>> answers,
      LocalDate firstWeek,
      int sessions,
      Predicate<LocalDate> holiday,
      int most) {
    var slots = new TreeSet<Slot>();
    members.forEach(member -> slots.addAll(answers.getOrDefault(member, Map.of()).keySet()));
    return slots.stream()
        .map(slot -> proposal(slot, members, answers, WeeklySeries.of(firstWeek, slot, sessions), holiday))
        .filter(proposal -> proposal.yes + proposal.ifNeeded > 0)
        .sorted(BEST_FIRST)
        .limit(most)
        .toList();
  }

  private static Proposal proposal(
      Slot slot,
      Set<String> members,
      Map<String, Map<Slot, Answer>> answers,
      WeeklySeries series,
      Predicate<LocalDate> holiday) {
    var counts = new int[Answer.values().length];
    for (var member : members) {
      counts[answers.getOrDefault(member, Map.of()).getOrDefault(slot, Answer.NO).ordinal()]++;
    }
    long clashes = series.occurrences().stream().filter(one -> holiday.test(one.start().toLocalDate())).count();
    return new Proposal(
        slot,
        counts[Answer.YES.ordinal()],
        counts[Answer.IF_NEEDED.ordinal()],
        counts[Answer.NO.ordinal()],
        (int) clashes);
  }
}
