package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.sessions.Roster.Attendance;
import org.amtsrunde.sessions.Roster.Participant;
import org.jspecify.annotations.Nullable;

/** A session as JSON: the same for the people and for the store, but that only the store is told over which connection somebody is here. */
final class SessionJson {
  private static final int LONG = 1 << 16;
  private static final int MANY = 1000;

  private SessionJson() {}

  static byte[] kept(Session session) {
    return Json.object(out -> write(out, session, true));
  }

  /** What is published after each change: the whole session, so that the newest says everything. */
  static byte[] changed(long rev, Session session) {
    return Json.object(out ->
        out.put("type", "session.changed").put("rev", rev).object("session", each -> write(each, session, false)));
  }

  static void shown(Json.Out out, Session session) {
    write(out, session, false);
  }

  private static void write(Json.Out out, Session session, boolean store) {
    var schedule = session.schedule();
    var roster = session.roster();
    var ring = session.ring();
    out.put("roomId", session.roomId())
        .put("number", session.number())
        .put("title", session.title())
        .put("phase", session.phase().word())
        .put("startsAt", schedule.startsAt().toString())
        .put("endsAt", schedule.endsAt().toString())
        .put("prolonged", schedule.prolonged())
        .objects("steps", numbers(schedule.steps().size()), (each, i) -> step(each, schedule, i))
        .put("step", schedule.current())
        .put("stepStart", schedule.stepStart().toString())
        .put("stepEnd", schedule.stepEnd().toString())
        .put("pausedAt", text(schedule.pausedAt()))
        .objects("people", roster.people(), (each, person) -> person(each, person, store))
        .put("facilitator", roster.facilitator())
        .put("timekeeper", roster.timekeeper())
        .object(
            "turn",
            each ->
                each.put("number", ring.number())
                    .put("speaker", ring.speaker())
                    .put("endsAt", text(ring.ends()))
                    .strings("waiting", ring.waiting())
                    .strings("passed", ring.passed())
                    .strings("heard", ring.heard()))
        .strings("hands", session.hands())
        .put("giver", session.giver())
        .objects("pairs", session.pairs(), (each, pair) -> each.strings("people", pair))
        .strings("agreeing", session.agreeing())
        .objects(
            "boards",
            session.results().boards(),
            (each, board) -> each.put("step", board.step()).objects("cards", board.cards(), SessionJson::card))
        .objects(
            "carried",
            session.results().carried(),
            (each, one) -> {
              each.put("personId", one.person()).put("text", one.text());
              each.put("kept", one.kept() == null ? null : one.kept().word());
            })
        .objects(
            "commitments",
            session.results().commitments(),
            (each, one) -> each.put("personId", one.person()).put("text", one.text()))
        .put("endedAt", text(session.endedAt()))
        .put("recap", session.recap());
  }

  private static void step(Json.Out out, Schedule schedule, int number) {
    var step = schedule.steps().get(number);
    out.put("type", step.type().word())
        .put("title", step.title())
        .put("text", step.text())
        .put("planned", step.seconds())
        .put("seconds", schedule.seconds().get(number))
        .put("anonymous", step.anonymous())
        .put("dots", step.dots());
  }

  private static void person(Json.Out out, Participant person, boolean store) {
    out.put("personId", person.id())
        .put("attendance", person.attendance().name().toLowerCase(java.util.Locale.ROOT))
        .put("here", person.isHere());
    if (store) {
      out.put("connection", person.connection()).put("node", person.node()).put("since", person.since().toString());
    }
  }

  private static void card(Json.Out out, Results.Card card) {
    out.put("id", card.id())
        .put("authorId", card.author())
        .put("text", card.text())
        .put("group", card.group())
        .put("dots", card.dots());
  }

  static Session read(byte[] json) {
    var fields = Fields.parse(json);
    var turn = object(fields, "turn");
    return new Session(
        fields.text("roomId", 1, LONG),
        (int) fields.number("number", 1, MANY),
        fields.text("title", 0, LONG),
        Session.Phase.of(fields.text("phase", 1, LONG)),
        schedule(fields),
        new Roster(
            fields.objects("people", MANY).stream().map(SessionJson::person).toList(),
            fields.text("facilitator", 0, LONG),
            fields.text("timekeeper", 0, LONG)),
        new Ring(
            (int) turn.number("number", 0, LONG),
            turn.textOrNull("speaker", LONG),
            instant(turn, "endsAt"),
            turn.texts("waiting", MANY, LONG),
            turn.texts("passed", MANY, LONG),
            turn.texts("heard", MANY, LONG)),
        fields.texts("hands", MANY, LONG),
        fields.textOrNull("giver", LONG),
        fields.objects("pairs", MANY).stream().map(pair -> pair.texts("people", MANY, LONG)).toList(),
        fields.texts("agreeing", MANY, LONG),
        results(fields),
        instant(fields, "endedAt"),
        fields.textOrNull("recap", LONG));
  }

  private static Schedule schedule(Fields fields) {
    var steps = new ArrayList<Step>();
    var seconds = new ArrayList<Integer>();
    for (var step : fields.objects("steps", MANY)) {
      steps.add(
          new Step(
              StepType.of(step.text("type", 1, LONG)),
              step.text("title", 0, LONG),
              (int) step.number("planned", 0, LONG),
              step.text("text", 0, LONG),
              step.flag("anonymous"),
              (int) step.number("dots", 0, MANY)));
      seconds.add((int) step.number("seconds", 0, LONG));
    }
    return new Schedule(
        steps,
        seconds,
        (int) fields.number("step", -1, MANY),
        needed(fields, "startsAt"),
        needed(fields, "endsAt"),
        needed(fields, "stepStart"),
        needed(fields, "stepEnd"),
        instant(fields, "pausedAt"),
        fields.flag("prolonged"));
  }

  private static Participant person(Fields fields) {
    return new Participant(
        fields.text("personId", 1, LONG),
        Attendance.valueOf(fields.text("attendance", 1, LONG).toUpperCase(java.util.Locale.ROOT)),
        fields.textOrNull("connection", LONG),
        fields.textOrNull("node", LONG),
        needed(fields, "since"));
  }

  private static Results results(Fields fields) {
    var boards =
        fields.objects("boards", MANY).stream()
            .map(board ->
                new Results.Board(
                    (int) board.number("step", 0, MANY),
                    board.objects("cards", MANY).stream().map(SessionJson::card).toList()))
            .toList();
    var carried =
        fields.objects("carried", MANY).stream()
            .map(one -> {
              var kept = one.textOrNull("kept", LONG);
              return new Results.Carried(
                  one.text("personId", 1, LONG),
                  one.text("text", 1, LONG),
                  kept == null ? null : Results.Kept.of(kept));
            })
            .toList();
    var commitments =
        fields.objects("commitments", MANY).stream()
            .map(one -> new Results.Commitment(one.text("personId", 1, LONG), one.text("text", 1, LONG)))
            .toList();
    return new Results(boards, carried, commitments);
  }

  private static Results.Card card(Fields fields) {
    return new Results.Card(
        (int) fields.number("id", 1, MANY),
        fields.textOrNull("authorId", LONG),
        fields.text("text", 1, LONG),
        (int) fields.number("group", 0, MANY),
        (int) fields.number("dots", -1, LONG));
  }

  private static List<Integer> numbers(int count) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Instant instant(Fields fields, String name) {
    var text = fields.textOrNull(name, LONG);
    return text == null ? null : Instant.parse(text);
  }

  private static Instant needed(Fields fields, String name) {
    return Instant.parse(fields.text(name, 1, LONG));
  }

  private static Fields object(Fields fields, String name) {
    var object = fields.objectOrNull(name);
    return object == null ? Fields.parse("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)) : object;
  }
}
