package org.amtsrunde.rounds;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.SlotVote.Answer;
import org.jspecify.annotations.Nullable;

/**
 * How a round without a series gets one: everybody answers, the three best slots are proposed, any member closes the vote with one of
 * them. Who does not answer holds the others up for a week and no longer. Pure: every "no" is a {@link Refusal}.
 */
public final class BallotRules {
  /** How many sessions a round has. */
  static final int SESSIONS = 12;

  static final int MOST_PROPOSED = 3;

  /** After that all but one are enough. */
  static final Duration PATIENCE = Duration.ofDays(7);

  private static final int MOST_WEEKS_AHEAD = 26;

  private BallotRules() {}

  /** The first week that is proposed: the one after next, so that everybody hears of it. */
  static LocalDate usualFirstWeek(Instant now) {
    var today = LocalDate.ofInstant(now, WeeklySeries.ZONE);
    return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(2);
  }

  /** Refuses a first week that is none. */
  static LocalDate firstWeek(LocalDate monday, Instant now) {
    var today = LocalDate.ofInstant(now, WeeklySeries.ZONE);
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw Refusal.invalid("firstWeek must be a Monday");
    }
    if (monday.isBefore(today.minusDays(6)) || monday.isAfter(today.plusWeeks(MOST_WEEKS_AHEAD))) {
      throw Refusal.invalid("firstWeek must be within the next " + MOST_WEEKS_AHEAD + " weeks");
    }
    return monday;
  }

  /** What a member says to all slots at once; it may be said anew until the vote is closed. */
  static Schedule answered(Schedule before, String person, Map<Slot, Answer> answers, Instant now) {
    needsNone(before);
    var ballot = before.ballot() == null ? new Ballot(now.truncatedTo(ChronoUnit.MILLIS), Map.of()) : before.ballot();
    return before.with(ballot.answered(person, answers));
  }

  /** The best slots, the best first. */
  static List<SlotVote.Proposal> proposals(
      Schedule schedule, Set<String> members, LocalDate firstWeek, Predicate<LocalDate> holiday) {
    needsNone(schedule);
    var ballot = schedule.ballot();
    return ballot == null
        ? List.of()
        : SlotVote.ranked(members, ballot.answers(), firstWeek, SESSIONS, holiday, MOST_PROPOSED);
  }

  /** From when the vote may be closed; null while nobody can tell. */
  static @Nullable Instant closableAt(Schedule schedule, Set<String> members) {
    var ballot = schedule.ballot();
    if (ballot == null) {
      return null;
    }
    long answered = members.stream().filter(ballot.answers()::containsKey).count();
    if (answered == members.size() && members.size() > 1) {
      return ballot.since();
    }
    return answered >= MotionRules.quorum(members) ? ballot.since().plus(PATIENCE) : null;
  }

  /** Closes the vote with one of the slots that are proposed, which begins the series. */
  static Schedule closed(
      Schedule before,
      ProgrammeName programme,
      Slot slot,
      LocalDate firstWeek,
      Set<String> members,
      Predicate<LocalDate> holiday,
      Instant now) {
    var best = proposals(before, members, firstWeek, holiday);
    var from = closableAt(before, members);
    if (from == null || from.isAfter(now)) {
      throw Refusal.conflict("not all have answered");
    }
    if (best.stream().noneMatch(proposal -> proposal.slot().equals(slot))) {
      throw Refusal.conflict("this slot is none of those that are proposed");
    }
    var series = WeeklySeries.of(firstWeek, slot, SESSIONS);
    if (!series.occurrences().getFirst().startsAt().isAfter(now)) {
      throw Refusal.conflict("the first session cannot begin in the past");
    }
    return before.begun(programme, series, now);
  }

  private static void needsNone(Schedule schedule) {
    if (schedule.series() != null) {
      throw Refusal.conflict("the round has its slot already");
    }
  }
}
