package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.support.RedisExtension;

/** The messenger of one node over a real store, called as a client calls it: by method and JSON. */
final class Rooms {
  final ChannelLog log;
  final RedisRoomStore store;
  final RoomHandler messages;
  final MemberHandler members;
  final RoomSummaries summaries;
  final Directory directory = Rooms::cards;
  final AtomicLong clock = new AtomicLong();
  private final RedisStore redisStore;
  private final Map<String, NavigableMap<Long, LogEntry>> published = new ConcurrentHashMap<>();
  private final Map<String, RpcMethods.Method> methods;

  Rooms(RedisExtension redis) {
    var ids = new Ids(new Random());
    redisStore = redis.store();
    log =
        new ChannelLog(
            redisStore,
            ids,
            (channel, epoch, entry, nodes) -> {
              if (!nodes.isEmpty()) {
                published(channel).put(entry.offset(), entry);
              }
            });
    store = new RedisRoomStore(redis.store(), log);
    summaries = new RoomSummaries(store, directory);
    // Each look at the clock is ten seconds later: nobody writes too fast by accident.
    var limit = new PostLimit(() -> clock.addAndGet(10_000_000_000L));
    messages = new RoomHandler(store, ids, () -> Instant.ofEpochMilli(1_760_000_000_000L), limit);
    members = new MemberHandler(store, summaries, directory, Instant::now, limit);
    methods = new RoomMethods(store, messages, members, summaries, directory).methods();
  }

  /** Everybody exists whose id does not begin with "no". */
  private static Future<Map<String, Directory.Card>> cards(Collection<String> people) {
    var cards = new LinkedHashMap<String, Directory.Card>();
    people.stream()
        .filter(id -> !id.startsWith("no"))
        .forEach(id -> cards.put(id, new Directory.Card(id, "Name " + id, "amt-" + id, "Amt " + id)));
    return Future.succeededFuture(cards);
  }

  /** Parameters by name and value: texts, numbers, flags and lists of texts. */
  static Fields params(Object... pairs) {
    return Fields.parse(
        Json.object(out -> {
          for (int i = 0; i < pairs.length; i += 2) {
            var name = (String) pairs[i];
            switch (pairs[i + 1]) {
              case String text -> out.put(name, text);
              case Integer number -> out.put(name, number);
              case Long number -> out.put(name, number);
              case Boolean flag -> out.put(name, flag);
              case List<?> list -> out.strings(name, list.stream().map(String::valueOf).toList());
              default -> throw new IllegalArgumentException(name);
            }
          }
        }));
  }

  static Caller caller(String person) {
    return new Caller(person, "sign-in", Set.of(Caller.Role.MEMBER));
  }

  Future<byte[]> send(String person, String method, Object... pairs) {
    try {
      return methods.get(method).call(new RpcMethods.Call(caller(person), null, params(pairs)));
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
  }

  String json(String person, String method, Object... pairs) {
    return new String(await(send(person, method, pairs)), StandardCharsets.UTF_8);
  }

  Fields call(String person, String method, Object... pairs) {
    return Fields.parse(await(send(person, method, pairs)));
  }

  /** What the call was refused with. */
  Refusal refusal(String person, String method, Object... pairs) {
    try {
      await(send(person, method, pairs));
    } catch (Refusal refusal) {
      return refusal;
    }
    throw new AssertionError(method + " was not refused");
  }

  /** What is published in the room from now on, by offset, as live sockets see it. */
  NavigableMap<Long, LogEntry> listen(String room) {
    var channel = Keys.roomChannel(room);
    await(redisStore.send(Command.ZADD, Keys.interest(channel), 1L << 50, "this-node"));
    return published(channel);
  }

  private NavigableMap<Long, LogEntry> published(String channel) {
    return published.computeIfAbsent(channel, any -> new ConcurrentSkipListMap<>());
  }

  String group(String owner, String... others) {
    return call(
            owner, "room.create", "cid", "c" + clock.incrementAndGet(), "name", "Raum", "personIds", List.of(others))
        .id("roomId");
  }

  long post(String person, String room, String cid, String text) {
    return call(person, "room.post", "roomId", room, "cid", cid, "text", text).number("offset", 1, Long.MAX_VALUE);
  }

  String messageId(String person, String room, String cid, String text) {
    return call(person, "room.post", "roomId", room, "cid", cid, "text", text).id("messageId");
  }

  RoomSummary summary(String person, String room) {
    return await(store.summary(room, person));
  }

  /** Every word of the form {@code tok…} in the dump of every key, uncompressed. */
  Set<String> tokensInTheStore() {
    await(redisStore.send(Command.CONFIG, "SET", "rdbcompression", "no"));
    var tokens = new HashSet<String>();
    var token = Pattern.compile("tok[0-9a-z]+x");
    for (var key : await(redisStore.send(Command.KEYS, "*"))) {
      var dump = await(redisStore.send(Command.DUMP, key.toString()));
      if (dump != null) {
        token
            .matcher(new String(dump.toBytes(), StandardCharsets.ISO_8859_1))
            .results()
            .forEach(m -> tokens.add(m.group()));
      }
    }
    return tokens;
  }
}
