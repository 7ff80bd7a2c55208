package org.amtsrunde.rounds;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.Motion.Meet;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.Motion.Option;
import org.amtsrunde.rounds.Motion.Skip;
import org.amtsrunde.rounds.SlotVote.Answer;
import org.amtsrunde.rounds.WeeklySeries.Change;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/** A schedule as the store keeps it: what dates follow from, and never the dates. */
final class ScheduleJson {
  private static final int LONGEST = 40;
  private static final int MOST_MOTIONS = MotionRules.MOST_OPEN + MotionRules.MOST_SETTLED;
  private static final int MOST_ANSWERS = 1000;

  private ScheduleJson() {}

  static byte[] kept(Schedule schedule) {
    var series = schedule.series();
    var programme = schedule.programme();
    return Json.object(out -> {
      if (series != null) {
        out.object("series", inner -> series(inner, series));
      }
      if (programme != null) {
        out.object("programme", inner -> programme(inner, programme));
      }
      out.put("changes", schedule.changes()).put("changedAt", schedule.changedAt().toString());
      out.objects("motions", schedule.motions(), ScheduleJson::motion);
      var ballot = schedule.ballot();
      if (ballot != null) {
        out.object("ballot", inner -> ballot(inner, ballot));
      }
    });
  }

  private static void series(Json.Out out, WeeklySeries series) {
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
            });
  }

  /** As people see it, too. */
  static void programme(Json.Out out, ProgrammeName programme) {
    out.put("id", programme.id()).put("version", programme.version());
  }

  private static void ballot(Json.Out out, Ballot ballot) {
    out.put("since", ballot.since().toString())
        .objects(
            "answers",
            new TreeMap<>(ballot.answers()).entrySet(),
            (each, answer) -> {
              each.put("person", answer.getKey());
              answers(each, answer.getValue());
            });
  }

  /** As people send it and see it, too. */
  static void answers(Json.Out out, Map<Slot, Answer> answers) {
    out.strings("yes", slots(answers, Answer.YES)).strings("ifNeeded", slots(answers, Answer.IF_NEEDED));
  }

  private static List<String> slots(Map<Slot, Answer> answers, Answer wanted) {
    return answers.entrySet().stream()
        .filter(answer -> answer.getValue() == wanted)
        .map(Map.Entry::getKey)
        .sorted()
        .map(Slot::word)
        .toList();
  }

  static Map<Slot, Answer> answers(Fields fields) {
    Map<Slot, Answer> answers = new HashMap<>();
    fields.texts("ifNeeded", Slot.MOST, LONGEST).forEach(word -> answers.put(Slot.of(word), Answer.IF_NEEDED));
    fields.texts("yes", Slot.MOST, LONGEST).forEach(word -> answers.put(Slot.of(word), Answer.YES));
    return answers;
  }

  private static Ballot ballot(Fields fields) {
    Map<String, Map<Slot, Answer>> all = new HashMap<>();
    fields.objects("answers", MOST_ANSWERS).forEach(answer -> all.put(answer.id("person"), answers(answer)));
    return new Ballot(Instant.parse(text(fields, "since")), all);
  }

  private static void motion(Json.Out out, Motion motion) {
    out.put("id", motion.id())
        .put("week", motion.week().toString())
        .put("by", motion.by())
        .put("at", motion.at().toString())
        .put("state", motion.state().word())
        .put("carried", motion.carried())
        .objects("options", motion.options(), ScheduleJson::option)
        .objects(
            "answers",
            new TreeMap<>(motion.answers()).entrySet(),
            (each, answer) ->
                each.put("person", answer.getKey())
                    .strings("yes", new TreeSet<>(answer.getValue()).stream().map(String::valueOf).toList()));
  }

  /** As people send it and see it, too. */
  static void option(Json.Out out, Option option) {
    switch (option) {
      case Move move -> out.put("do", "move").put("to", move.to().toString());
      case Skip skip -> out.put("do", "skip");
      case Meet meet -> out.put("do", "meet");
    }
  }

  static Option option(Fields fields) {
    return switch (fields.text("do", 1, LONGEST)) {
      case "move" -> new Move(dateTime(fields.text("to", 1, LONGEST)));
      case "skip" -> new Skip();
      case "meet" -> new Meet();
      default -> throw Refusal.invalid("do must be one of move, skip, meet");
    };
  }

  private static LocalDateTime dateTime(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.invalid("to must be a local date and time such as 2026-10-06T14:00");
    }
  }

  static Schedule read(byte[] json) {
    var fields = Fields.parse(json);
    var series = fields.objectOrNull("series");
    var programme = fields.objectOrNull("programme");
    var ballot = fields.objectOrNull("ballot");
    return new Schedule(
        series == null ? null : series(series),
        programme == null ? null : new ProgrammeName(text(programme, "id"), (int) programme.number("version", 1, 1000)),
        (int) fields.number("changes", 0, Integer.MAX_VALUE),
        Instant.parse(text(fields, "changedAt")),
        fields.objects("motions", MOST_MOTIONS).stream().map(ScheduleJson::motion).toList(),
        ballot == null ? null : ballot(ballot));
  }

  private static WeeklySeries series(Fields fields) {
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

  private static Motion motion(Fields fields) {
    List<Option> options = new ArrayList<>();
    fields.objects("options", MotionRules.MOST_OPTIONS).forEach(option -> options.add(option(option)));
    Map<String, Set<Integer>> answers = new HashMap<>();
    for (var answer : fields.objects("answers", MOST_ANSWERS)) {
      var yes = answer.texts("yes", MotionRules.MOST_OPTIONS, 1);
      answers.put(answer.id("person"), yes.stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet()));
    }
    return new Motion(
        fields.id("id"),
        LocalDate.parse(text(fields, "week")),
        fields.id("by"),
        Instant.parse(text(fields, "at")),
        options,
        answers,
        Motion.State.valueOf(text(fields, "state").toUpperCase(Locale.ROOT)),
        (int) fields.number("carried", -1, MotionRules.MOST_OPTIONS));
  }

  private static String text(Fields fields, String name) {
    return fields.text(name, 1, LONGEST);
  }
}
