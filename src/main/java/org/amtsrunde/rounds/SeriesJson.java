package org.amtsrunde.rounds;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.TreeMap;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.rounds.WeeklySeries.Change;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/** A series as JSON: for people as the dates that follow from it, for the store as what they follow from. */
final class SeriesJson {
  private static final int LONGEST = 40;

  private SeriesJson() {}

  static byte[] shown(String roomId, WeeklySeries series, Instant now) {
    var next = series.next(now);
    return Json.object(out -> {
      out.put("roomId", roomId).put("zone", WeeklySeries.ZONE.getId());
      if (next == null) {
        out.putNull("next");
      } else {
        out.put("next", next.number());
      }
      out.objects(
          "dates",
          series.occurrences(),
          (each, one) ->
              each.put("number", one.number())
                  .put("week", one.week().toString())
                  .put("start", one.start().toString())
                  .put("startsAt", one.startsAt().toString())
                  .put("endsAt", one.endsAt().toString())
                  .put("moved", one.moved()));
    });
  }

  static byte[] kept(WeeklySeries series) {
    return Json.object(out ->
        out.put("firstWeek", series.firstWeek().toString())
            .put("day", series.slot().day().name())
            .put("start", series.slot().start().toString())
            .put("sessions", series.sessions())
            .objects(
                "changes",
                new TreeMap<>(series.changes()).entrySet(),
                (each, change) -> {
                  each.put("week", change.getKey().toString());
                  if (change.getValue() instanceof Moved moved) {
                    each.put("to", moved.to().toString());
                  }
                }));
  }

  static WeeklySeries read(byte[] json) {
    var fields = Fields.parse(json);
    var slot = new Slot(DayOfWeek.valueOf(text(fields, "day")), LocalTime.parse(text(fields, "start")));
    int sessions = (int) fields.number("sessions", 1, WeeklySeries.MOST_SESSIONS);
    var changes = new TreeMap<LocalDate, Change>();
    for (var change : fields.objects("changes", 2 * WeeklySeries.MOST_SESSIONS)) {
      var to = change.textOrNull("to", LONGEST);
      changes.put(
          LocalDate.parse(text(change, "week")), to == null ? new Skipped() : new Moved(LocalDateTime.parse(to)));
    }
    return new WeeklySeries(LocalDate.parse(text(fields, "firstWeek")), slot, sessions, changes);
  }

  private static String text(Fields fields, String name) {
    return fields.text(name, 1, LONGEST);
  }
}
