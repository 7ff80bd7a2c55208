package org.amtsrunde.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.SlotVote.Answer;
import org.junit.jupiter.api.Test;

/** A round finds its slot when all have answered, or after a week without the last of them. */
class BallotRulesTest {
  private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 12);
  private static final Set<String> FIVE = Set.of("a", "b", "c", "d", "e");
  private static final ProgrammeName OURS = new ProgrammeName("public-communication", 1);
  private static final Slot TEN = new Slot(DayOfWeek.THURSDAY, LocalTime.of(10, 0));
  private static final Slot NINE = new Slot(DayOfWeek.MONDAY, LocalTime.of(9, 0));

  private static Schedule answered(Map<Slot, Answer> answers, String... people) {
    var schedule = Schedule.NONE;
    for (var person : people) {
      schedule = BallotRules.answered(schedule, person, answers, NOW);
    }
    return schedule;
  }

  private static Schedule close(Schedule schedule, Slot slot, Instant now) {
    return BallotRules.closed(schedule, OURS, slot, FIRST, FIVE, date -> false, now);
  }

  private static void refused(Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(Refusal.class);
  }

  @Test
  void allHaveAnswered() {
    var yes = Map.of(TEN, Answer.YES, NINE, Answer.IF_NEEDED);
    var four = answered(yes, "a", "b", "c", "d");
    refused(() -> close(four, TEN, NOW));
    var five = BallotRules.answered(four, "e", Map.of(), NOW);
    var best = BallotRules.proposals(five, FIVE, FIRST, date -> false);
    assertThat(best.stream().map(SlotVote.Proposal::slot)).containsExactly(TEN, NINE);
    refused(() -> close(five, new Slot(DayOfWeek.FRIDAY, LocalTime.of(7, 0)), NOW));
    var closed = close(five, NINE, NOW);
    assertThat(closed.series()).isEqualTo(WeeklySeries.of(FIRST, NINE, 12));
    assertThat(closed.programme()).isEqualTo(OURS);
    assertThat(closed.ballot()).isNull();
    refused(() -> close(closed, TEN, NOW));
    refused(() -> BallotRules.answered(closed, "a", yes, NOW));
  }

  @Test
  void afterAWeekAllButOneAreEnough() {
    var yes = Map.of(TEN, Answer.YES);
    var week = NOW.plus(Duration.ofDays(7));
    refused(() -> close(answered(yes, "a", "b", "c"), TEN, week));
    var four = answered(yes, "a", "b", "c", "d");
    refused(() -> close(four, TEN, week.minusMillis(1)));
    assertThat(close(four, TEN, week).series()).isNotNull();
    assertThat(BallotRules.closableAt(four, FIVE)).isEqualTo(week);
    assertThat(BallotRules.closableAt(answered(yes, "a", "b", "c"), FIVE)).isNull();
    assertThat(BallotRules.closableAt(answered(yes, "a"), Set.of("a"))).as("nobody agrees alone").isNull();
  }

  @Test
  void whoHasLeftDoesNotCount() {
    var yes = Map.of(TEN, Answer.YES);
    assertThat(BallotRules.closableAt(answered(yes, "a", "b", "x", "y"), FIVE)).isNull();
  }

  @Test
  void clashesWithHolidaysAreCounted() {
    var schedule = answered(Map.of(TEN, Answer.YES, NINE, Answer.YES), "a", "b", "c", "d", "e");
    var best =
        BallotRules.proposals(
            schedule, FIVE, FIRST, date -> date.getDayOfWeek() == DayOfWeek.MONDAY && date.getMonthValue() == 11);
    assertThat(best.stream().map(SlotVote.Proposal::slot)).containsExactly(TEN, NINE);
    assertThat(best.get(1).clashes()).isEqualTo(5);
  }

  @Test
  void theFirstWeekIsAMondayThatComes() {
    assertThat(BallotRules.usualFirstWeek(NOW)).isEqualTo(FIRST);
    for (var date : List.of(FIRST.plusDays(1), FIRST.minusWeeks(3), FIRST.plusWeeks(40))) {
      refused(() -> BallotRules.firstWeek(date, NOW));
    }
    assertThat(BallotRules.firstWeek(FIRST, NOW)).isEqualTo(FIRST);
    var schedule = answered(Map.of(NINE, Answer.YES), "a", "b", "c", "d", "e");
    refused(() -> BallotRules.closed(schedule, OURS, NINE, LocalDate.of(2026, 9, 28), FIVE, date -> false, NOW));
  }

  @Test
  void aSlotIsWrittenAndRead() {
    assertThat(TEN.word()).isEqualTo("thursday 10:00");
    assertThat(Slot.of(TEN.word())).isEqualTo(TEN);
    for (var word : List.of("", "thursday", "thursday 10", "doomsday 10:00", "sunday 10:00", "friday 20:00")) {
      refused(() -> Slot.of(word));
    }
  }
}
