package org.amtsrunde.rounds.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.RecurrenceId;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.SeriesRules;
import org.amtsrunde.rounds.Slot;
import org.amtsrunde.rounds.WeeklySeries;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Occurrence;
import org.amtsrunde.rounds.WeeklySeries.Skipped;
import org.amtsrunde.rounds.calendar.FeedText.Dated;
import org.junit.jupiter.api.Test;

/** What a calendar program makes of the feed is what the round has agreed on. */
class FeedTextTest {
  private static final Instant CHANGED = Instant.parse("2026-01-01T08:00:00Z");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final int FIVE_YEARS = 261;

  private static String text(WeeklySeries series) {
    return FeedText.of(List.of(new Dated("r1", series, 3, CHANGED)));
  }

  /** As RFC 5545 has it: what the rule says, and in place of each date that an event of its own names, that event. */
  private static List<Instant> expanded(String text) throws Exception {
    var calendar = new CalendarBuilder().build(new StringReader(text));
    var all =
        new Period<>(
            FIRST.minusYears(1).atStartOfDay(WeeklySeries.ZONE), FIRST.plusYears(9).atStartOfDay(WeeklySeries.ZONE));
    var starts = new TreeSet<Instant>();
    var instead = new ArrayList<VEvent>();
    for (var event : calendar.<VEvent>getComponents("VEVENT")) {
      if (event.<RecurrenceId<ZonedDateTime>>getProperty("RECURRENCE-ID").isPresent()) {
        instead.add(event);
      } else {
        event.<ZonedDateTime>calculateRecurrenceSet(all).forEach(one -> starts.add(one.getStart().toInstant()));
      }
    }
    for (var event : instead) {
      RecurrenceId<ZonedDateTime> replaced =
          event.<RecurrenceId<ZonedDateTime>>getProperty("RECURRENCE-ID").orElseThrow();
      assertThat(starts.remove(replaced.getDate().toInstant())).as("it stands in place of a date").isTrue();
    }
    for (var event : instead) {
      starts.add(event.<ZonedDateTime>getStartDate().orElseThrow().getDate().toInstant());
    }
    return List.copyOf(starts);
  }

  /** Every week of five years as the first, so every change of the clocks lies in many of them. */
  @Test
  void aCalendarProgramSeesOurDates() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("FeedTextTest seed " + seed);
    var random = new Random(seed);
    for (int week = 0; week < FIVE_YEARS; week++) {
      var slot =
          new Slot(DayOfWeek.of(1 + random.nextInt(5)), LocalTime.of(7 + random.nextInt(11), 15 * random.nextInt(4)));
      var series = changed(WeeklySeries.of(FIRST.plusWeeks(week), slot, 1 + random.nextInt(20)), random);
      assertThat(expanded(text(series)))
          .as("seed %d, %s", seed, series)
          .isEqualTo(series.occurrences().stream().map(Occurrence::startsAt).toList());
    }
  }

  private static WeeklySeries changed(WeeklySeries start, Random random) {
    var series = start;
    for (int i = random.nextInt(8); i > 0; i--) {
      var week = start.firstWeek().plusWeeks(random.nextInt(start.sessions() + 3));
      var to = week.plusDays(random.nextInt(9)).atTime(7 + random.nextInt(11), 15 * random.nextInt(4));
      try {
        series =
            random.nextBoolean()
                ? SeriesRules.skipped(series, week, Instant.EPOCH)
                : SeriesRules.moved(series, week, to, Instant.EPOCH);
      } catch (Refusal notSo) {
        // Some weeks have no session, some times are taken.
      }
    }
    return series;
  }

  @Test
  void itLooksAsCalendarProgramsWantIt() {
    var slot = new Slot(DayOfWeek.THURSDAY, LocalTime.of(10, 0));
    var monday = LocalDate.of(2026, 10, 5);
    var moved = new Moved(monday.plusWeeks(1).plusDays(4).atTime(9, 30));
    var text =
        text(
            new WeeklySeries(monday, slot, 12, Map.of(monday.plusWeeks(1), moved, monday.plusWeeks(2), new Skipped())));
    assertThat(text)
        .contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n")
        .contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n")
        .contains("DTSTART;TZID=Europe/Berlin:20261008T100000\r\n")
        .contains("DTEND;TZID=Europe/Berlin:20261008T113000\r\n")
        .contains("RRULE:FREQ=WEEKLY;COUNT=13\r\n")
        .contains("EXDATE;TZID=Europe/Berlin:20261022T100000\r\n")
        .contains("RECURRENCE-ID;TZID=Europe/Berlin:20261015T100000\r\n")
        .contains("DTSTART;TZID=Europe/Berlin:20261016T093000\r\n")
        .contains("SUMMARY:Runde\\, Woche 2\r\n")
        .contains("SEQUENCE:3\r\n")
        .contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n")
        .doesNotContain("RDATE");
    assertThat(text.lines().filter(line -> line.startsWith("SUMMARY")).distinct())
        .as("nothing about anybody")
        .containsExactlyInAnyOrder("SUMMARY:Runde", "SUMMARY:Runde\\, Woche 2");
    assertThat(text)
        .isEqualTo(
            text(
                new WeeklySeries(
                    monday, slot, 12, Map.of(monday.plusWeeks(1), moved, monday.plusWeeks(2), new Skipped()))));
  }

  @Test
  void withoutARoundItIsEmptyAndValid() throws Exception {
    assertThat(expanded(FeedText.of(List.of()))).isEmpty();
  }
}
