package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Texts;
import org.amtsrunde.realtime.RpcMethods;

/** The {@code session.} methods of the protocol page. */
final class SessionMethods implements RpcMethods {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int MOST = 1_000;

  private final SessionHandler sessions;
  private final SessionSeats seats;

  SessionMethods(SessionHandler sessions, SessionSeats seats) {
    this.sessions = sessions;
    this.seats = seats;
  }

  @Override
  public Map<String, Method> methods() {
    var methods = new LinkedHashMap<String, Method>();
    methods.put("session.look", call -> sessions.look(person(call), room(call)).map(seen -> seen(call, seen)));
    methods.put("session.join", call -> entered(call, sessions.join(person(call), room(call), connection(call))));
    methods.put("session.meet", call -> entered(call, sessions.meet(person(call), room(call), connection(call))));
    methods.put("session.leave", this::leave);
    methods.put("session.time", call -> sessions.now().map(now -> Json.object(out -> out.put("now", now.toString()))));
    methods.put("session.text", this::text);
    methods.put("session.vote", this::vote);
    change(methods, "session.excuse", call -> new Command.Excuse(person(call), call.params().flag("excused")));
    change(methods, "session.begin", call -> new Command.Begin(person(call)));
    change(methods, "session.next", call -> new Command.Next(person(call), step(call)));
    change(methods, "session.turn", call -> new Command.EndTurn(person(call), step(call), turn(call)));
    change(methods, "session.pass", call -> new Command.Pass(person(call), step(call), turn(call)));
    change(methods, "session.extend", call -> new Command.Extend(person(call), step(call), stepEnd(call)));
    change(methods, "session.overtime", call -> new Command.Overtime(person(call), call.params().flag("agrees")));
    change(methods, "session.pause", call -> new Command.Pause(person(call)));
    change(methods, "session.resume", call -> new Command.Resume(person(call)));
    change(methods, "session.hand", call -> new Command.Hand(person(call), call.params().flag("up")));
    change(methods, "session.floor", call -> new Command.Floor(person(call), step(call), turn(call)));
    change(methods, "session.give", call -> new Command.Give(person(call), call.params().flag("gives")));
    change(methods, "session.group", call -> new Command.Group(person(call), card(call.params()), group(call)));
    change(
        methods,
        "session.commit",
        call -> new Command.Commit(person(call), words(call, SessionRules.LONGEST_COMMITMENT)));
    change(
        methods,
        "session.keep",
        call -> new Command.Keep(person(call), Results.Kept.of(call.params().text("kept", 1, 10))));
    return methods;
  }

  /** The clock is for everybody. */
  @Override
  public Set<String> forGuests() {
    return Set.of("session.time");
  }

  private void change(Map<String, Method> methods, String name, Function<Call, Command> command) {
    methods.put(
        name,
        call -> {
          var what = command.apply(call);
          return sessions
              .member(person(call), room(call))
              .compose(room -> sessions.change(room, what))
              .map(changed -> Json.object(out -> out.put("rev", changed.rev()).put("now", changed.now().toString())));
        });
  }

  private Future<byte[]> entered(Call call, Future<SessionHandler.Seen> entered) {
    return entered.map(seen -> {
      seats.sat(room(call), person(call), connection(call));
      return seen(call, seen);
    });
  }

  private Future<byte[]> leave(Call call) {
    seats.stood(connection(call));
    return sessions
        .member(person(call), room(call))
        .compose(room -> sessions.change(room, new Command.Leave(person(call), connection(call))))
        .map(NOTHING);
  }

  private Future<byte[]> text(Call call) {
    return sessions
        .write(person(call), room(call), step(call), call.params().id("textId"), words(call, RevealRules.LONGEST_TEXT))
        .map(NOTHING);
  }

  private Future<byte[]> vote(Call call) {
    if (!call.params().has("votes")) {
      throw Refusal.invalid("votes is missing");
    }
    var dots = new HashMap<Integer, Integer>();
    for (var one : call.params().objects("votes", MOST)) {
      dots.put(card(one), (int) one.number("dots", 0, MOST));
    }
    return sessions.vote(person(call), room(call), step(call), dots).map(NOTHING);
  }

  /** What all see, and what only this person sees: their own texts, if they stand under their name, and dots. */
  private static byte[] seen(Call call, SessionHandler.Seen seen) {
    var loaded = seen.loaded();
    var session = loaded.session();
    return Json.object(out -> {
      out.put("now", loaded.now().toString()).put("rev", loaded.rev());
      if (session != null) {
        out.object("session", each -> SessionJson.shown(each, session));
        var mine = loaded.held().of(session.schedule().current());
        out.object("mine", each -> mine(each, mine, person(call)));
      }
      var next = seen.next();
      if (next != null) {
        out.object(
            "next",
            each ->
                each.put("number", next.number())
                    .put("title", next.title())
                    .put("startsAt", next.startsAt().toString())
                    .put("endsAt", next.endsAt().toString()));
      }
    });
  }

  private static void mine(Json.Out out, Held held, String person) {
    out.objects(
            "texts",
            held.texts().stream().filter(text -> person.equals(text.author())).toList(),
            (each, text) -> each.put("textId", text.id()).put("text", text.text()))
        .objects(
            "votes",
            held.votes().getOrDefault(person, Map.of()).entrySet(),
            (each, one) -> each.put("card", one.getKey()).put("dots", one.getValue()));
  }

  private static String person(Call call) {
    return call.caller().personId();
  }

  private static String connection(Call call) {
    return call.client().clientId();
  }

  private static String room(Call call) {
    return call.params().id("roomId");
  }

  private static int step(Call call) {
    return (int) call.params().number("step", 0, MOST);
  }

  private static int turn(Call call) {
    return (int) call.params().number("turn", 0, MOST);
  }

  private static int card(Fields fields) {
    return (int) fields.number("card", 1, MOST);
  }

  private static int group(Call call) {
    return (int) call.params().number("group", 0, 20);
  }

  /** Trimmed; empty for nothing. */
  private static String words(Call call, int longest) {
    var text = call.params().text("text", 0, 4 * longest);
    return text.isBlank() ? "" : Texts.checked("text", text, longest, "\n");
  }

  private static Instant stepEnd(Call call) {
    try {
      return Instant.parse(call.params().text("stepEnd", 1, 40));
    } catch (DateTimeException e) {
      throw Refusal.invalid("stepEnd must be a time");
    }
  }
}
