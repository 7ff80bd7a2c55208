package org.amtsrunde.rounds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.rounds.FreeDays.Free;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.WeeklySeries.Occurrence;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/** A schedule as the members of the round see it. */
final class RoundJson {
  private RoundJson() {}

  /** @param schedule with a series, settled at this moment */
  static byte[] shown(String roomId, Schedule schedule, Set<String> members, FreeDays free, Instant now) {
    var series = schedule.required();
    var next = series.next(now);
    var skipped =
        new TreeMap<>(series.changes())
            .entrySet().stream().filter(change -> change.getValue() instanceof Skipped).map(Map.Entry::getKey).toList();
    return Json.object(out -> {
      out.put("roomId", roomId).put("zone", WeeklySeries.ZONE.getId());
      out.object("programme", inner -> ScheduleJson.programme(inner, schedule.requiredProgramme()));
      if (next == null) {
        out.putNull("next");
      } else {
        out.put("next", next.number());
      }
      out.objects("dates", series.occurrences(), (each, one) -> date(each, one, free))
          .strings("skipped", skipped.stream().map(Object::toString).toList())
          .put("quorum", MotionRules.quorum(members))
          .objects("changes", schedule.motions(), RoundJson::change);
    });
  }

  private static void date(Json.Out out, Occurrence one, FreeDays free) {
    out.put("number", one.number())
        .put("week", one.week().toString())
        .put("start", one.start().toString())
        .put("startsAt", one.startsAt().toString())
        .put("endsAt", one.endsAt().toString())
        .put("moved", one.moved())
        .objects("holidays", free.on(one.start().toLocalDate()), RoundJson::holiday);
  }

  private static void holiday(Json.Out out, Free free) {
    out.put("name", free.name())
        .objects("authorities", free.authorities(), (each, body) -> each.put("id", body.id()).put("name", body.name()));
  }

  /** The vote on the slot, as one of the members sees it. */
  static byte[] slots(
      String roomId,
      String person,
      Schedule schedule,
      Set<String> members,
      LocalDate firstWeek,
      List<SlotVote.Proposal> proposals) {
    var ballot = schedule.ballot();
    var closableAt = BallotRules.closableAt(schedule, members);
    var answered =
        members.stream().filter(one -> ballot != null && ballot.answers().containsKey(one)).sorted().toList();
    return Json.object(out -> {
      out.put("roomId", roomId)
          .put("zone", WeeklySeries.ZONE.getId())
          .put("sessions", BallotRules.SESSIONS)
          .put("firstWeek", firstWeek.toString())
          .strings("members", members.stream().sorted().toList())
          .strings("answered", answered)
          .put("closableAt", closableAt == null ? null : closableAt.toString())
          .object(
              "mine",
              mine ->
                  ScheduleJson.answers(
                      mine, ballot == null ? Map.of() : ballot.answers().getOrDefault(person, Map.of())))
          .objects(
              "proposals",
              proposals,
              (each, one) ->
                  each.put("slot", one.slot().word())
                      .put("yes", one.yes())
                      .put("ifNeeded", one.ifNeeded())
                      .put("no", one.no())
                      .put("clashes", one.clashes()));
    });
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
