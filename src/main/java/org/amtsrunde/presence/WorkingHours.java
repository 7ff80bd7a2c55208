package org.amtsrunde.presence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;

/**
 * When a person works, on the clocks of wherever they are: outside of it their own screens call for nothing. For themself alone; nobody
 * else is told, and nothing is derived from it.
 *
 * @param days at most one span for each day; empty for no working hours
 */
record WorkingHours(List<Day> days) {
  private static final int DAYS = 7;
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
  static final WorkingHours NONE = new WorkingHours(List.of());

  /**
   * A span of one day.
   *
   * @param day 1 for Monday to 7 for Sunday (ISO 8601)
   * @param from {@code HH:mm}, before {@code to}
   */
  record Day(int day, String from, String to) {}

  WorkingHours {
    days = List.copyOf(days);
  }

  static WorkingHours read(Fields fields) {
    var days = new ArrayList<Day>();
    var seen = new HashSet<Integer>();
    for (var one : fields.objects("days", DAYS)) {
      var day = new Day((int) one.number("day", 1, DAYS), time(one, "from"), time(one, "to"));
      if (!seen.add(day.day)) {
        throw Refusal.invalid("each day may be named once");
      }
      if (day.from.compareTo(day.to) >= 0) {
        throw Refusal.invalid("from must be before to");
      }
      days.add(day);
    }
    return new WorkingHours(days);
  }

  private static String time(Fields day, String name) {
    var time = day.text(name, 5, 5);
    if (!time.matches(TIME)) {
      throw Refusal.invalid(name + " must be a time such as 08:00");
    }
    return time;
  }

  byte[] json() {
    return Json.object(
        out -> out.objects("days", days, (o, day) -> o.put("day", day.day).put("from", day.from).put("to", day.to)));
  }
}
