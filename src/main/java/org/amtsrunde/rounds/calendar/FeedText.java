package org.amtsrunde.rounds.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RecurrenceId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Version;
import net.fortuna.ical4j.model.property.XProperty;
import org.amtsrunde.rounds.Slot;
import org.amtsrunde.rounds.WeeklySeries;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Occurrence;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/**
 * Series as iCalendar (RFC 5545, RFC 7986), as Outlook, Apple and Thunderbird read it: one event a series with a rule in local time, the
 * zone described by rules and not by dates, what was moved as an event of its own in place of that date, what was skipped as an excluded
 * date. It says "Runde" and nothing about anybody. The same series give the same text.
 *
 * <p>The first call takes a second or two, for the library reads much; not for an event loop.
 */
final class FeedText {
  private static final Duration REFRESH = Duration.ofHours(1);
  private static final String ZONE = WeeklySeries.ZONE.getId();

  /** Summer time as the Union has it since 1996; RDATEs in here are what Outlook ignores. */
  private static final String TIME_ZONE =
      """
      BEGIN:VCALENDAR
      PRODID:-//Amtsrunde//Amtsrunde//DE
      VERSION:2.0
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      BEGIN:DAYLIGHT
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      TZNAME:CEST
      DTSTART:19960331T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      END:DAYLIGHT
      BEGIN:STANDARD
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      TZNAME:CET
      DTSTART:19961027T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      END:VTIMEZONE
      END:VCALENDAR
      """;

  /**
   * A series with what calendar programs need to see that it has become another.
   *
   * @param roomId of the round; names the series
   * @param changes how often it has become another
   * @param changedAt when it did so last
   */
  record Dated(String roomId, WeeklySeries series, int changes, Instant changedAt) {}

  private FeedText() {}

  static String of(List<Dated> rounds) {
    var calendar = new Calendar();
    calendar.add(new ProdId("-//Amtsrunde//Amtsrunde//DE"));
    calendar.add(new Version(new ParameterList(), "2.0"));
    calendar.add(new XProperty("X-WR-CALNAME", "Amtsrunde"));
    calendar.add(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH));
    calendar.add(new XProperty("X-PUBLISHED-TTL", REFRESH.toString()));
    calendar.add(timeZone());
    rounds.forEach(round -> events(round).forEach(calendar::add));
    try (var text = new StringWriter()) {
      new CalendarOutputter(true).output(calendar, text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CalendarComponent timeZone() {
    try {
      return new CalendarBuilder().build(new StringReader(TIME_ZONE.replace("\n", "\r\n"))).getComponents().getFirst();
    } catch (IOException | ParserException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<VEvent> events(Dated round) {
    var series = round.series;
    var skipped = new ArrayList<ZonedDateTime>();
    var all = new ArrayList<VEvent>();
    var whole = event(round, series.slot().in(series.firstWeek()), "Runde");
    all.add(whole);
    new TreeMap<>(series.changes())
        .forEach((week, change) -> {
          var usual = series.slot().in(week);
          switch (change) {
            case Skipped none -> skipped.add(usual.atZone(WeeklySeries.ZONE));
            case Moved moved -> all.add(moved(round, Objects.requireNonNull(series.in(week)), usual));
          }
        });
    whole.add(new RRule<ZonedDateTime>("FREQ=WEEKLY;COUNT=" + (series.sessions() + skipped.size())));
    if (!skipped.isEmpty()) {
      whole.add(new ExDate<>(new ParameterList(List.of(new TzId(ZONE))), new DateList<>(skipped)));
    }
    return all;
  }

  private static VEvent moved(Dated round, Occurrence session, LocalDateTime usual) {
    var event = event(round, session.start(), "Runde, Woche " + session.number());
    event.add(new RecurrenceId<>(usual.atZone(WeeklySeries.ZONE)));
    return event;
  }

  private static VEvent event(Dated round, LocalDateTime start, String title) {
    var from = start.atZone(WeeklySeries.ZONE);
    var event = new VEvent(false);
    event.add(new Uid(round.roomId + "@amtsrunde"));
    event.add(new DtStamp(round.changedAt));
    event.add(new DtStart<>(from));
    event.add(new DtEnd<>(from.plusMinutes(Slot.MINUTES)));
    event.add(new Sequence(round.changes));
    event.add(new Summary(title));
    return event;
  }
}
