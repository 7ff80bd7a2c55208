package org.amtsrunde.rounds;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.WeeklySeries.Occurrence;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/** A schedule as the members of the round see it. */
final class RoundJson {
  private RoundJson() {}

  /** @param schedule with a series, settled at this moment */
  static byte[] shown(String roomId, Schedule schedule, Set<String> members, Instant now) {
    var series = schedule.required();
    var next = series.next(now);
    var skipped =
        new TreeMap<>(series.changes())
            .entrySet().stream().filter(change -> change.getValue() instanceof Skipped).map(Map.Entry::getKey).toList();
    return Json.object(out -> {
      out.put("roomId", roomId).put("zone", WeeklySeries.ZONE.getId());
      if (next == null) {
        out.putNull("next");
      } else {
        out.put("next", next.number());
      }
      out.objects("dates", series.occurrences(), RoundJson::date)
          .strings("skipped", skipped.stream().map(Object::toString).toList())
          .put("quorum", MotionRules.quorum(members))
          .objects("changes", schedule.motions(), RoundJson::change);
    });
  }

  private static void date(Json.Out out, Occurrence one) {
    out.put("number", one.number())
        .put("week", one.week().toString())
        .put("start", one.start().toString())
        .put("startsAt", one.startsAt().toString())
        .put("endsAt", one.endsAt().toString())
        .put("moved", one.moved());
  }

  private static void change(Json.Out out, Motion motion) {
    out.put("id", motion.id())
        .put("week", motion.week().toString())
        .put("by", motion.by())
        .put("at", motion.at().toString())
        .put("state", motion.state().word())
        .strings("answered", motion.answers().keySet().stream().sorted().toList());
    if (motion.carried() >= 0) {
      out.put("carried", motion.carried());
    }
    var places = IntStream.range(0, motion.options().size()).boxed().toList();
    out.objects("options", places, (each, place) -> option(each, motion, place));
  }

  private static void option(Json.Out out, Motion motion, int place) {
    var option = motion.options().get(place);
    ScheduleJson.option(out, option);
    if (option instanceof Move move) {
      out.put("startsAt", move.to().atZone(WeeklySeries.ZONE).toInstant().toString());
    }
    out.strings(
        "yes",
        motion.answers().entrySet().stream()
            .filter(answer -> answer.getValue().contains(place))
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }
}
