package org.amtsrunde.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.Motion.Meet;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.Motion.Option;
import org.amtsrunde.rounds.Motion.Skip;
import org.amtsrunde.rounds.Motion.State;
import org.junit.jupiter.api.Test;

/** Four of five decide about a week, and nobody alone. */
class MotionRulesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
  private static final Slot SLOT = new Slot(DayOfWeek.THURSDAY, LocalTime.of(10, 0));
  private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
  private static final Set<String> FIVE = Set.of("a", "b", "c", "d", "e");
  private static final Option TUESDAY = new Move(MONDAY.plusDays(1).atTime(14, 0));
  private static final Option FRIDAY = new Move(MONDAY.plusDays(4).atTime(9, 30));
  private static final Schedule START = Schedule.NONE.with(WeeklySeries.of(MONDAY, SLOT, 12), NOW);

  private static Schedule propose(Schedule schedule, String id, String by, LocalDate week, Option... options) {
    return MotionRules.proposed(schedule, MotionRules.motion(id, by, week, List.of(options), NOW), FIVE, NOW);
  }

  private static Schedule answer(Schedule schedule, String id, String person, Integer... yes) {
    return MotionRules.answered(schedule, id, person, Set.of(yes), FIVE, NOW);
  }

  private static State state(Schedule schedule, String id) {
    return schedule.motions().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow().state();
  }

  private static WeeklySeries series(Schedule schedule) {
    return Objects.requireNonNull(schedule.series());
  }

  private static void refused(Refusal.Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void fourOfFiveMoveAWeek() {
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY, FRIDAY);
    schedule = answer(schedule, "m", "b", 1);
    schedule = answer(schedule, "m", "c", 1);
    assertThat(state(schedule, "m")).as("three are not enough").isEqualTo(State.OPEN);
    schedule = answer(schedule, "m", "d", 0);
    assertThat(state(schedule, "m")).as("nor four for different things").isEqualTo(State.OPEN);
    assertThat(schedule.changes()).isEqualTo(1);
    schedule = answer(schedule, "m", "d", 0, 1);
    assertThat(state(schedule, "m")).isEqualTo(State.CARRIED);
    assertThat(schedule.motions().getFirst().carried()).isEqualTo(1);
    assertThat(Objects.requireNonNull(series(schedule).in(MONDAY)).start()).isEqualTo(MONDAY.plusDays(4).atTime(9, 30));
    assertThat(schedule.changes()).isEqualTo(2);
    var settled = schedule;
    refused(Refusal.Kind.CONFLICT, () -> answer(settled, "m", "e", 0));
    refused(Refusal.Kind.CONFLICT, () -> MotionRules.withdrawn(settled, "m", "a", FIVE, NOW));
  }

  @Test
  void allButOneAndAtLeastTwo() {
    assertThat(MotionRules.quorum(FIVE)).isEqualTo(4);
    assertThat(MotionRules.quorum(Set.of("a", "b", "c"))).isEqualTo(2);
    assertThat(MotionRules.quorum(Set.of("a", "b"))).isEqualTo(2);
    assertThat(MotionRules.quorum(Set.of("a"))).as("nobody decides alone").isEqualTo(2);
  }

  @Test
  void whoHasLeftDoesNotCount() {
    var schedule = propose(START, "m", "a", MONDAY, new Skip());
    schedule = answer(schedule, "m", "b", 0);
    schedule = answer(schedule, "m", "c", 0);
    var without = MotionRules.settled(schedule, Set.of("c", "d", "e"), NOW);
    assertThat(state(without, "m")).isEqualTo(State.OPEN);
    var left = MotionRules.settled(schedule, Set.of("a", "b", "c", "d"), NOW);
    assertThat(state(left, "m")).as("three of four").isEqualTo(State.CARRIED);
  }

  @Test
  void aWeekIsSkippedAndHeldAfterAll() {
    var schedule = propose(START, "m", "a", MONDAY, new Skip());
    for (var person : List.of("b", "c", "d")) {
      schedule = answer(schedule, "m", person, 0);
    }
    assertThat(series(schedule).in(MONDAY)).isNull();
    assertThat(series(schedule).occurrences()).hasSize(12);
    schedule = propose(schedule, "n", "e", MONDAY, new Meet());
    for (var person : List.of("b", "c", "d")) {
      schedule = answer(schedule, "n", person, 0);
    }
    assertThat(schedule.series()).isEqualTo(START.series());
  }

  @Test
  void theFirstThatIsCarriedSettlesTheOthersOfItsWeek() {
    var next = MONDAY.plusWeeks(1);
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY);
    schedule = propose(schedule, "n", "b", MONDAY, new Skip());
    schedule = propose(schedule, "o", "b", next, new Skip());
    for (var person : List.of("b", "c", "d")) {
      schedule = answer(schedule, "m", person, 0);
    }
    assertThat(state(schedule, "n")).isEqualTo(State.SUPERSEDED);
    assertThat(state(schedule, "o")).isEqualTo(State.OPEN);
  }

  @Test
  void whoProposesAnewTakesTheirOldOneAway() {
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY);
    schedule = propose(schedule, "n", "a", MONDAY, FRIDAY);
    assertThat(state(schedule, "m")).isEqualTo(State.SUPERSEDED);
    assertThat(state(schedule, "n")).isEqualTo(State.OPEN);
    var again = propose(schedule, "n", "a", MONDAY, FRIDAY);
    assertThat(again).as("the same, repeated").isEqualTo(schedule);
  }

  @Test
  void onlyWhoProposedWithdraws() {
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY);
    refused(Refusal.Kind.DENIED, () -> MotionRules.withdrawn(schedule, "m", "b", FIVE, NOW));
    refused(Refusal.Kind.NOT_FOUND, () -> MotionRules.withdrawn(schedule, "x", "a", FIVE, NOW));
    var withdrawn = MotionRules.withdrawn(schedule, "m", "a", FIVE, NOW);
    assertThat(state(withdrawn, "m")).isEqualTo(State.WITHDRAWN);
    assertThat(MotionRules.withdrawn(withdrawn, "m", "a", FIVE, NOW)).as("the same, repeated").isEqualTo(withdrawn);
  }

  @Test
  void itLapsesWhenTheSessionBegins() {
    var begin = MONDAY.plusDays(3).atTime(10, 0).atZone(WeeklySeries.ZONE).toInstant();
    var schedule = propose(START, "m", "a", MONDAY, FRIDAY);
    assertThat(state(MotionRules.settled(schedule, FIVE, begin.minusMillis(1)), "m")).isEqualTo(State.OPEN);
    assertThat(state(MotionRules.settled(schedule, FIVE, begin), "m")).isEqualTo(State.LAPSED);
    refused(Refusal.Kind.CONFLICT, () -> MotionRules.answered(schedule, "m", "b", Set.of(0), FIVE, begin));
  }

  @Test
  void itIsOverWhenNothingOfItCanBeDone() {
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY);
    var wednesday = MONDAY.plusDays(2).atTime(8, 0).atZone(WeeklySeries.ZONE).toInstant();
    assertThat(state(MotionRules.settled(schedule, FIVE, wednesday), "m"))
        .as("the Tuesday has passed, the session has not begun")
        .isEqualTo(State.SUPERSEDED);
  }

  @Test
  void whatIsNoChangeIsRefused() {
    refused(Refusal.Kind.INVALID, () -> propose(START, "m", "a", MONDAY));
    refused(Refusal.Kind.INVALID, () -> propose(START, "m", "a", MONDAY, TUESDAY, new Skip()));
    refused(Refusal.Kind.INVALID, () -> propose(START, "m", "a", MONDAY, TUESDAY, TUESDAY));
    refused(Refusal.Kind.INVALID, () -> propose(START, "m", "a", MONDAY, new Move(MONDAY.plusDays(1).atTime(9, 7))));
    refused(Refusal.Kind.INVALID, () -> propose(START, "m", "a", MONDAY, new Move(MONDAY.plusDays(40).atTime(9, 0))));
    refused(Refusal.Kind.CONFLICT, () -> propose(START, "m", "a", MONDAY, new Move(SLOT.in(MONDAY))));
    refused(Refusal.Kind.CONFLICT, () -> propose(START, "m", "a", MONDAY, new Meet()));
    refused(Refusal.Kind.NOT_FOUND, () -> propose(START, "m", "a", MONDAY.minusWeeks(1), new Skip()));
    refused(Refusal.Kind.NOT_FOUND, () -> propose(Schedule.NONE, "m", "a", MONDAY, new Skip()));
    var schedule = propose(START, "m", "a", MONDAY, TUESDAY);
    refused(Refusal.Kind.INVALID, () -> answer(schedule, "m", "b", 1));
  }

  /** Whatever people do and however long: the lists stay short, carried motions had enough votes, and the series stays one. */
  @Test
  void nothingGrowsAndNothingIsDecidedByFewer() {
    long seed = new Random().nextLong();
    System.out.println("MotionRulesTest seed " + seed);
    var random = new Random(seed);
    var people = FIVE.stream().sorted().toList();
    var schedule = START;
    var now = NOW;
    for (int i = 0; i < 3000; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(120)));
      var person = people.get(random.nextInt(5));
      var week = MONDAY.plusWeeks(random.nextInt(16));
      try {
        schedule =
            switch (random.nextInt(3)) {
              case 0 -> {
                Option option =
                    random.nextBoolean()
                        ? new Skip()
                        : new Move(
                            week.plusDays(random.nextInt(7)).atTime(7 + random.nextInt(11), 15 * random.nextInt(4)));
                yield MotionRules.proposed(
                    schedule, MotionRules.motion("m" + i, person, week, List.of(option), now), FIVE, now);
              }
              case 1 -> MotionRules.withdrawn(schedule, any(schedule, random), person, FIVE, now);
              default ->
                  MotionRules.answered(
                      schedule, any(schedule, random), person, random.nextInt(4) > 0 ? Set.of(0) : Set.of(), FIVE, now);
            };
      } catch (Refusal expected) {
        // Much of this is nonsense.
      }
      assertThat(schedule.motions().size()).isLessThanOrEqualTo(MotionRules.MOST_OPEN + MotionRules.MOST_SETTLED);
      for (var motion : schedule.motions()) {
        if (motion.state() == State.CARRIED) {
          assertThat(motion.yes(motion.carried(), FIVE)).isGreaterThanOrEqualTo(4);
        }
      }
      assertThat(series(schedule).occurrences()).hasSize(12);
      assertThat(ScheduleJson.read(ScheduleJson.kept(schedule))).isEqualTo(schedule);
    }
  }

  private static String any(Schedule schedule, Random random) {
    var all = schedule.motions();
    return all.isEmpty() ? "none" : all.get(random.nextInt(all.size())).id();
  }
}
