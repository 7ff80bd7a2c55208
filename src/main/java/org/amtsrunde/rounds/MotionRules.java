package org.amtsrunde.rounds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.Motion.Meet;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.Motion.Option;
import org.amtsrunde.rounds.Motion.Skip;
import org.amtsrunde.rounds.Motion.State;

/**
 * The small vote on one week: a motion is carried as soon as all members but one, and at least two, say yes to one of its options. Of
 * several for the same week the first that is carried settles the others. Pure: every "no" is a {@link Refusal}.
 */
public final class MotionRules {
  static final int MOST_OPTIONS = 3;
  static final int MOST_OPEN = 12;

  /** So many that are settled stay to be looked at. */
  static final int MOST_SETTLED = 12;

  /** A session stays so near to its week. */
  private static final int MOST_DAYS = 28;

  private MotionRules() {}

  /** How many must say yes. */
  static int quorum(Set<String> members) {
    return Math.max(2, members.size() - 1);
  }

  /** One that nobody else has answered yet; whoever proposes something says yes to all of it. */
  static Motion motion(String id, String by, LocalDate week, List<Option> options, Instant now) {
    if (options.isEmpty() || options.size() > MOST_OPTIONS || new HashSet<>(options).size() < options.size()) {
      throw Refusal.invalid("options must be 1 to " + MOST_OPTIONS + ", each of them once");
    }
    if (options.size() > 1 && !options.stream().allMatch(Move.class::isInstance)) {
      throw Refusal.invalid("several options are times to move to");
    }
    for (var option : options) {
      if (option instanceof Move move && Math.abs(ChronoUnit.DAYS.between(week, move.to().toLocalDate())) > MOST_DAYS) {
        throw Refusal.invalid("a session is moved by at most " + MOST_DAYS + " days");
      }
    }
    var all = Set.copyOf(IntStream.range(0, options.size()).boxed().toList());
    return new Motion(id, week, by, now.truncatedTo(ChronoUnit.MILLIS), options, Map.of(by, all), State.OPEN, -1);
  }

  /** Adds a motion. Each of its options must be possible now; an open one of the same person for the same week is superseded. */
  static Schedule proposed(Schedule before, Motion motion, Set<String> members, Instant now) {
    var schedule = settled(before, members, now);
    var series = schedule.required();
    if (schedule.motions().stream().anyMatch(known -> known.id().equals(motion.id()))) {
      return schedule;
    }
    motion.options().forEach(option -> applied(series, motion.week(), option, now));
    var all = new ArrayList<Motion>();
    for (var one : schedule.motions()) {
      boolean again = one.isOpen() && one.by().equals(motion.by()) && one.week().equals(motion.week());
      all.add(again ? one.settled(State.SUPERSEDED) : one);
    }
    if (all.stream().filter(Motion::isOpen).count() >= MOST_OPEN) {
      throw Refusal.conflict("so much is proposed already that nothing can be added");
    }
    all.add(motion);
    return settled(schedule.with(all), members, now);
  }

  /** What a member says: yes to these options, no to the others. It may be said anew as long as the motion is open. */
  static Schedule answered(
      Schedule before, String id, String person, Set<Integer> yes, Set<String> members, Instant now) {
    var schedule = settled(before, members, now);
    var motion = open(schedule, id);
    if (!yes.stream().allMatch(option -> option >= 0 && option < motion.options().size())) {
      throw Refusal.invalid("yes must name options of the change, from 0");
    }
    return settled(schedule.replaced(motion, one -> one.answered(person, yes)), members, now);
  }

  /** Takes a motion back; nothing happens where that was done. */
  static Schedule withdrawn(Schedule before, String id, String person, Set<String> members, Instant now) {
    var schedule = settled(before, members, now);
    var known = find(schedule, id);
    if (!known.by().equals(person)) {
      throw Refusal.denied("only who proposed a change may withdraw it");
    }
    if (known.state() == State.WITHDRAWN) {
      return schedule;
    }
    return schedule.replaced(open(schedule, id), one -> one.settled(State.WITHDRAWN));
  }

  /** As it stands at this moment: what has enough votes is done, what can be done no more is over. */
  static Schedule settled(Schedule before, Set<String> members, Instant now) {
    var schedule = before;
    for (var one : before.motions()) {
      if (one.isOpen()) {
        schedule = settled(schedule, find(schedule, one.id()), members, now);
      }
    }
    return forgetting(schedule);
  }

  private static Schedule settled(Schedule schedule, Motion motion, Set<String> members, Instant now) {
    if (!motion.isOpen()) {
      return schedule;
    }
    var series = schedule.required();
    var session = series.in(motion.week());
    var starts =
        session == null ? series.slot().in(motion.week()).atZone(WeeklySeries.ZONE).toInstant() : session.startsAt();
    if (!starts.isAfter(now)) {
      return schedule.replaced(motion, one -> one.settled(State.LAPSED));
    }
    var possible =
        IntStream.range(0, motion.options().size())
            .filter(option -> isPossible(series, motion.week(), motion.options().get(option), now))
            .boxed()
            .toList();
    if (possible.isEmpty()) {
      return schedule.replaced(motion, one -> one.settled(State.SUPERSEDED));
    }
    int best = possible.get(0);
    for (int option : possible) {
      best = motion.yes(option, members) > motion.yes(best, members) ? option : best;
    }
    return motion.yes(best, members) < quorum(members) ? schedule : carried(schedule, motion, best, now);
  }

  private static Schedule carried(Schedule schedule, Motion motion, int option, Instant now) {
    var series = applied(schedule.required(), motion.week(), motion.options().get(option), now);
    var motions = new ArrayList<Motion>();
    for (var one : schedule.motions()) {
      boolean rival = one.isOpen() && one.week().equals(motion.week());
      motions.add(one.id().equals(motion.id()) ? one.carried(option) : rival ? one.settled(State.SUPERSEDED) : one);
    }
    return schedule.with(series, now).with(motions);
  }

  private static boolean isPossible(WeeklySeries series, LocalDate week, Option option, Instant now) {
    try {
      applied(series, week, option, now);
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }

  /** The series with an option of a motion; refused where it cannot be done or would change nothing. */
  private static WeeklySeries applied(WeeklySeries series, LocalDate week, Option option, Instant now) {
    var after =
        switch (option) {
          case Move move -> SeriesRules.moved(series, week, move.to(), now);
          case Skip skip -> SeriesRules.skipped(series, week, now);
          case Meet meet -> SeriesRules.restored(series, week, now);
        };
    if (after.equals(series)) {
      throw Refusal.conflict("it is so already");
    }
    return after;
  }

  private static Motion find(Schedule schedule, String id) {
    return schedule.motions().stream()
        .filter(motion -> motion.id().equals(id))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private static Motion open(Schedule schedule, String id) {
    var motion = find(schedule, id);
    if (!motion.isOpen()) {
      throw Refusal.conflict("this is decided already");
    }
    return motion;
  }

  private static Schedule forgetting(Schedule schedule) {
    long settled = schedule.motions().stream().filter(motion -> !motion.isOpen()).count();
    if (settled <= MOST_SETTLED) {
      return schedule;
    }
    var kept = new ArrayList<Motion>();
    for (var motion : schedule.motions()) {
      if (motion.isOpen() || settled-- <= MOST_SETTLED) {
        kept.add(motion);
      }
    }
    return schedule.with(kept);
  }
}
