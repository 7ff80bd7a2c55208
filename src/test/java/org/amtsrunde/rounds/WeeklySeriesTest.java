package org.amtsrunde.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Occurrence;
import org.amtsrunde.rounds.WeeklySeries.Skipped;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The dates of a round: the same time on every wall clock of its zone, whatever is moved and skipped. */
class WeeklySeriesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
  private static final Slot SLOT = new Slot(DayOfWeek.WEDNESDAY, LocalTime.of(10, 0));
  private static final WeeklySeries SERIES = WeeklySeries.of(MONDAY, SLOT, 12);
  private static final Instant BEFORE = Instant.parse("2026-10-01T08:00:00Z");

  private static List<LocalDate> dates(WeeklySeries series) {
    return series.occurrences().stream().map(one -> one.start().toLocalDate()).toList();
  }

  @Test
  void tenOClockStaysTenOClockThroughEveryChangeOfTheClocksInTenYears() {
    int changed = 0;
    for (int year = 2026; year < 2036; year++) {
      for (int month : new int[] {3, 10}) {
        var sunday = LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY));
        for (var day : List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)) {
          for (var time : List.of(LocalTime.of(7, 0), LocalTime.of(10, 15), LocalTime.of(18, 30))) {
            // Six weeks before the change and six after it.
            var first = sunday.minusWeeks(6).with(TemporalAdjusters.previous(DayOfWeek.MONDAY));
            var all = WeeklySeries.of(first, new Slot(day, time), 12).occurrences();
            assertThat(all).allMatch(one -> one.start().toLocalTime().equals(time));
            assertThat(all).allMatch(one -> one.start().getDayOfWeek() == day);
            for (int i = 1; i < all.size(); i++) {
              var gap = Duration.between(all.get(i - 1).startsAt(), all.get(i).startsAt());
              boolean over =
                  all.get(i - 1).start().toLocalDate().isBefore(sunday)
                      && all.get(i).start().toLocalDate().isAfter(sunday);
              int hours = !over ? 0 : month == 3 ? -1 : 1;
              assertThat(gap).as("%s %s", sunday, all.get(i)).isEqualTo(Duration.ofDays(7).plusHours(hours));
              changed += over ? 1 : 0;
            }
            assertThat(all)
                .allMatch(one -> Duration.between(one.startsAt(), one.endsAt()).equals(Duration.ofMinutes(90)));
          }
        }
      }
    }
    assertThat(changed).as("every change was met").isEqualTo(10 * 2 * 2 * 3);
  }

  @Test
  void aSkippedWeekMovesTheWorkbookAndNotTheNumberOfSessions() {
    var skipped = SeriesRules.skipped(SERIES, MONDAY.plusWeeks(2), BEFORE);
    assertThat(skipped.occurrences()).hasSize(12);
    assertThat(skipped.occurrences().get(2).number()).isEqualTo(3);
    assertThat(skipped.occurrences().get(2).week()).isEqualTo(MONDAY.plusWeeks(3));
    assertThat(dates(skipped).getLast()).isEqualTo(dates(SERIES).getLast().plusWeeks(1));
    assertThat(SeriesRules.restored(skipped, MONDAY.plusWeeks(2), BEFORE)).isEqualTo(SERIES);
  }

  @Test
  void oneSessionIsMovedAndTheOthersStay() {
    var to = MONDAY.plusDays(4).atTime(14, 30);
    var moved = SeriesRules.moved(SERIES, MONDAY, to, BEFORE);
    assertThat(moved.occurrences().getFirst()).isEqualTo(new Occurrence(1, MONDAY, to, true));
    assertThat(moved.occurrences().subList(1, 12)).isEqualTo(SERIES.occurrences().subList(1, 12));
    assertThat(SeriesRules.moved(moved, MONDAY, SLOT.in(MONDAY), BEFORE)).as("back").isEqualTo(SERIES);
  }

  @Test
  void theNextOneIsTheOneThatGoesOnUntilItsEnd() {
    var second = SERIES.occurrences().get(1);
    assertThat(SERIES.next(BEFORE).number()).isEqualTo(1);
    assertThat(SERIES.next(second.startsAt()).number()).isEqualTo(2);
    assertThat(SERIES.next(second.endsAt().minusMillis(1)).number()).isEqualTo(2);
    assertThat(SERIES.next(second.endsAt()).number()).isEqualTo(3);
    assertThat(SERIES.next(SERIES.occurrences().getLast().endsAt())).isNull();
  }

  @Test
  void whatMustNotBeIsRefused() {
    var third = SERIES.occurrences().get(2);
    var during = third.startsAt().plusSeconds(60);
    refused(Refusal.Kind.CONFLICT, () -> SeriesRules.skipped(SERIES, third.week(), during));
    refused(Refusal.Kind.CONFLICT, () -> SeriesRules.moved(SERIES, third.week(), third.start().plusDays(1), during));
    refused(Refusal.Kind.NOT_FOUND, () -> SeriesRules.skipped(SERIES, MONDAY.minusWeeks(1), BEFORE));
    refused(Refusal.Kind.NOT_FOUND, () -> SeriesRules.moved(SERIES, MONDAY.plusDays(1), third.start(), BEFORE));
    refused(Refusal.Kind.INVALID, () -> SeriesRules.moved(SERIES, MONDAY, MONDAY.atTime(10, 7), BEFORE));
    refused(Refusal.Kind.CONFLICT, () -> SeriesRules.moved(SERIES, MONDAY, SLOT.in(MONDAY.plusWeeks(1)), BEFORE));
    refused(Refusal.Kind.CONFLICT, () -> SeriesRules.moved(SERIES, MONDAY, SLOT.in(MONDAY.minusWeeks(4)), BEFORE));
    refused(Refusal.Kind.INVALID, () -> WeeklySeries.of(MONDAY.plusDays(1), SLOT, 12));
    refused(Refusal.Kind.INVALID, () -> WeeklySeries.of(MONDAY, SLOT, 0));
    refused(Refusal.Kind.INVALID, () -> new Slot(DayOfWeek.SATURDAY, LocalTime.of(10, 0)));
    refused(Refusal.Kind.INVALID, () -> new Slot(DayOfWeek.MONDAY, LocalTime.of(10, 10)));
    refused(Refusal.Kind.INVALID, () -> new Slot(DayOfWeek.MONDAY, LocalTime.of(6, 45)));
    refused(Refusal.Kind.INVALID, () -> new Slot(DayOfWeek.MONDAY, LocalTime.of(18, 45)));
  }

  private static void refused(Refusal.Kind kind, Runnable what) {
    assertThatThrownBy(what::run).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(kind));
  }

  /** Whatever is tried, and whenever: the past stays, nothing overlaps, nobody loses a session. */
  @RepeatedTest(5)
  void everyHistoryOfChangesKeepsWhatIsPromised() {
    long seed = new Random().nextLong();
    System.out.println("WeeklySeriesTest seed " + seed);
    var random = new Random(seed);
    var series = SERIES;
    var now = BEFORE;
    int done = 0;
    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(8) == 0) {
        now = now.plus(Duration.ofHours(random.nextInt(60)));
      }
      if (now.isAfter(series.occurrences().getLast().endsAt())) {
        now = BEFORE;
        series = SERIES;
      }
      var week = MONDAY.plusWeeks(random.nextInt(20));
      WeeklySeries after;
      try {
        after = changed(series, week, now, random);
        done++;
      } catch (Refusal no) {
        continue;
      }
      promised(series, after, now, seed);
      series = after;
    }
    assertThat(done).as("seed %d", seed).isGreaterThan(100);
  }

  private static WeeklySeries changed(WeeklySeries series, LocalDate week, Instant now, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> SeriesRules.skipped(series, week, now);
      case 1 -> SeriesRules.restored(series, week, now);
      default -> SeriesRules.moved(series, week, near(week, random), now);
    };
  }

  private static LocalDateTime near(LocalDate week, Random random) {
    return week.plusDays(random.nextInt(12) - 2).atTime(7 + random.nextInt(12), 15 * random.nextInt(4));
  }

  private static void promised(WeeklySeries before, WeeklySeries after, Instant now, long seed) {
    var old = before.occurrences();
    var all = after.occurrences();
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < all.size(); i++) {
      numbers.add(all.get(i).number());
      if (!old.get(i).startsAt().isAfter(now)) {
        assertThat(all.get(i)).as("seed %d", seed).isEqualTo(old.get(i));
      } else {
        assertThat(all.get(i).startsAt()).as("seed %d", seed).isAfter(now);
      }
      if (i > 0) {
        assertThat(all.get(i).startsAt()).as("seed %d", seed).isAfterOrEqualTo(all.get(i - 1).endsAt());
      }
    }
    assertThat(numbers).as("seed %d", seed).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(after.changes().keySet()).as("seed %d", seed).allMatch(week -> !week.isAfter(all.getLast().week()));
  }

  @Test
  void aSeriesIsNotChangedFromOutside() {
    var changes = new java.util.HashMap<LocalDate, WeeklySeries.Change>(Map.of(MONDAY, new Skipped()));
    var series = new WeeklySeries(MONDAY, SLOT, 12, changes);
    changes.put(MONDAY.plusWeeks(1), new Moved(MONDAY.atTime(9, 0)));
    assertThat(series.changes()).hasSize(1);
  }
}
