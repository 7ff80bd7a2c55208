package org.amtsrunde.sessions;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/** Sessions in Redis: state, what is held back and log of one round in one slot; when to look at which in one sorted set. */
final class RedisSessionStore implements SessionStore {
  private static final Script LOAD = Script.load(RedisSessionStore.class, "load.lua");
  private static final LogScript SAVE = LogScript.load(RedisSessionStore.class, "save.lua");
  private static final Script HOLD = Script.load(RedisSessionStore.class, "hold.lua");
  private static final Script DUE = Script.load(RedisSessionStore.class, "due.lua");
  private static final Script SETTLE = Script.load(RedisSessionStore.class, "settle.lua");

  /** Long enough for the commitments to be there when the next session begins, whatever was skipped. */
  private static final long KEEP_SECONDS = Duration.ofDays(90).toSeconds();

  static final int KEEP_ENTRIES = 100;
  private static final long CLAIM_MILLIS = 2_000;
  private static final int MOST_HELD = RevealRules.MOST_TEXTS;

  private final RedisStore store;
  private final ChannelLog log;

  RedisSessionStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Future<Loaded> load(String roomId) {
    return store
        .eval(LOAD, List.of(Keys.session(roomId), Keys.sessionHeld(roomId)))
        .map(reply -> loaded(Objects.requireNonNull(reply)));
  }

  private static Loaded loaded(Response reply) {
    var now = Instant.ofEpochMilli(Long.parseLong(reply.get(0).toString()));
    var rev = reply.get(1).toString();
    if (rev.isEmpty()) {
      return new Loaded(now, 0, null, Held.NOTHING);
    }
    var session = SessionJson.read(reply.get(2).toBytes());
    long writes = Long.parseLong(reply.get(3).toString());
    return new Loaded(now, Long.parseLong(rev), session, held(session, writes, reply.get(5)));
  }

  private static Held held(Session session, long writes, Response fields) {
    var texts = new ArrayList<Held.Text>();
    var votes = new HashMap<String, Map<Integer, Integer>>();
    int step = session.schedule().current();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      var name = fields.get(i).toString().split(":", 3);
      var value = Fields.parse(fields.get(i + 1).toBytes());
      if (name[0].equals("t" + step)) {
        texts.add(new Held.Text(name[2], value.textOrNull("author", 100), value.text("text", 1, 10_000)));
      } else if (name[0].equals("v" + step)) {
        votes.put(name[1], dots(value));
      }
    }
    return new Held(step, writes, texts, votes);
  }

  private static Map<Integer, Integer> dots(Fields value) {
    var dots = new HashMap<Integer, Integer>();
    for (var one : value.objects("dots", 1000)) {
      dots.put((int) one.number("card", 1, 1000), (int) one.number("dots", 0, 1000));
    }
    return dots;
  }

  @Override
  public Future<Instant> now() {
    return store
        .send(Command.TIME)
        .map(reply -> {
          var time = Objects.requireNonNull(reply);
          return Instant.ofEpochSecond(time.get(0).toLong()).plusMillis(time.get(1).toLong() / 1000);
        });
  }

  @Override
  public Future<Boolean> save(Loaded before, Session next, @Nullable String revoked) {
    var roomId = next.roomId();
    var entry = Append.of(Keys.sessionChannel(roomId), SessionJson.changed(before.rev() + 1, next)).keep(KEEP_ENTRIES);
    var known = before.session();
    var open = known == null ? "" : open(known);
    boolean revealed = known != null && (!open.equals(open(next)) || !isSame(known, next));
    return log.append(
            revoked == null ? entry : entry.with(new Directive.Revoke(revoked)),
            SAVE,
            List.of(Keys.session(roomId), Keys.sessionHeld(roomId), Keys.sessionGuests(roomId)),
            before.rev(),
            SessionJson.kept(next),
            open(next),
            revealed ? String.valueOf(before.held().writes()) : "",
            KEEP_SECONDS,
            next.isOver() ? "" : next.schedule().startsAt().toString())
        .map(true)
        .recover(failure ->
            failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.CONFLICT
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
  }

  private static boolean isSame(Session one, Session other) {
    return one.schedule().startsAt().equals(other.schedule().startsAt());
  }

  /** Kind and number of the step in which something is held back; empty in any other. */
  private static String open(Session session) {
    if (session.isIn(StepType.WRITE)) {
      return "t" + session.schedule().current();
    }
    return session.isIn(StepType.VOTE) ? "v" + session.schedule().current() : "";
  }

  @Override
  public Future<Void> hold(String roomId, int step, Held.Text text) {
    // Nothing in the name tells who has written an anonymous text.
    var author = text.author();
    var field = "t" + step + ":" + (author == null ? "" : author) + ":" + text.id();
    var value = Json.object(out -> out.put("author", author).put("text", text.text()));
    return hold(roomId, "t" + step, field, text.text().isEmpty() ? new byte[0] : value);
  }

  @Override
  public Future<Void> hold(String roomId, int step, String person, Map<Integer, Integer> dots) {
    var value =
        Json.object(out ->
            out.objects(
                "dots", dots.entrySet(), (each, one) -> each.put("card", one.getKey()).put("dots", one.getValue())));
    return hold(roomId, "v" + step, "v" + step + ":" + person + ":", value);
  }

  private Future<Void> hold(String roomId, String open, String field, byte[] value) {
    return store
        .eval(
            HOLD, List.of(Keys.session(roomId), Keys.sessionHeld(roomId)), open, field, value, MOST_HELD, KEEP_SECONDS)
        .map(reply ->
            switch (Objects.requireNonNull(reply).toString()) {
              case "held" -> null;
              case "full" -> throw Refusal.conflict("there are too many texts");
              default -> throw Refusal.conflict("the step is over");
            });
  }

  @Override
  public Future<Void> wake(String roomId, Instant at) {
    return store.send(Command.ZADD, Keys.sessionsDue(), "LT", at.toEpochMilli(), roomId).mapEmpty();
  }

  @Override
  public Future<List<Due>> due(int most) {
    return store
        .eval(DUE, List.of(Keys.sessionsDue()), most, CLAIM_MILLIS)
        .map(reply -> {
          var due = new ArrayList<Due>();
          long claim = Long.parseLong(Objects.requireNonNull(reply).get(0).toString());
          for (int i = 1; i < reply.size(); i++) {
            due.add(new Due(reply.get(i).toString(), claim));
          }
          return due;
        });
  }

  @Override
  public Future<Void> settle(Due due, @Nullable Instant next) {
    return store
        .eval(
            SETTLE,
            List.of(Keys.sessionsDue()),
            due.roomId(),
            due.claim(),
            next == null ? "" : String.valueOf(next.toEpochMilli()))
        .mapEmpty();
  }

  @Override
  public Future<Set<String>> open() {
    return store
        .send(Command.ZRANGE, Keys.sessionsDue(), 0, -1)
        .map(reply -> {
          var rooms = new HashSet<String>();
          Objects.requireNonNull(reply).forEach(one -> rooms.add(one.toString()));
          return rooms;
        });
  }
}
