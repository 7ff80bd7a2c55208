package org.amtsrunde.it.proof;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.StoreLine;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One room, its clients and its own bad luck: plays, writes the history down, and has it judged. */
final class Trial implements AutoCloseable {
  /** Of both kinds. */
  static final int CLIENTS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TO_THE_END = Duration.ofSeconds(8);

  final long seed;
  private final List<Integer> ports;
  private final @Nullable RedisProcess redis;
  private final Recorder recorder = new Recorder();
  private final List<Chat> chats = new ArrayList<>();
  private final List<Participant> participants = new ArrayList<>();
  private final String room;

  /**
   * @param ports of all nodes
   * @param redis in which doorbells are muted; null where they are not
   * @param people its clients' people, the owner of the room at the front
   */
  Trial(List<Integer> ports, @Nullable RedisProcess redis, long seed, List<Person> people) {
    this.seed = seed;
    this.ports = ports;
    this.redis = redis;
    var ids = people.stream().map(Person::id).toList();
    for (int i = 0; i < people.size(); i++) {
      chats.add(chat(i, people.get(i)));
    }
    room = found(ids);
    var guest = ids.getLast();
    for (int i = 0; i < chats.size(); i++) {
      participants.add(new Participant(chats.get(i), room, ids, i == 0 ? guest : null, seed * CLIENTS + i, recorder));
    }
  }

  private Chat chat(int i, Person person) {
    var name = "s" + seed + "c" + i;
    var mine = new ArrayList<>(ports);
    Collections.rotate(mine, (int) (seed + i));
    var network = new BadNetwork(seed * CLIENTS + i);
    return i % 2 == 0
        ? new SdkChat(name, person.session(), person.id(), mine, network, recorder)
        : new RawChat(name, person.session(), person.id(), mine, network, recorder);
  }

  private String found(List<String> ids) {
    var others = new LinkedHashSet<>(ids.subList(1, ids.size()));
    var params =
        "{\"cid\":\"proof-%d-%d\",\"name\":\"Probe %d\",\"personIds\":[\"%s\"]}"
            .formatted(seed, System.nanoTime(), seed, String.join("\",\"", others));
    return await("a room is founded")
        .atMost(PATIENCE)
        .until(() -> tried(chats.getFirst(), "room.create", params), answer -> answer != null)
        .text("roomId", 1, 64);
  }

  private static Fields tried(Chat chat, String method, String params) {
    try {
      return chat.call(method, params).get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until every client is told of the room, and lets them talk. */
  void start() {
    await("everybody follows the room")
        .atMost(PATIENCE)
        .until(() -> chats.stream().allMatch(chat -> chat.place(room) != null));
    participants.forEach(Participant::start);
  }

  void begin(Nemesis nemesis) {
    var chat = chats.get(nemesis.target());
    switch (nemesis.kind()) {
      case MUTE -> mute();
      case CUT -> chat.network.cut();
      case SWALLOW -> chat.network.swallow();
      case SLOW -> chat.network.slow(true);
      case STALL -> chat.network.stall(true);
      case TWICE -> twice(chat, true);
      default -> throw new IllegalArgumentException(nemesis + " hits no room");
    }
  }

  private void mute() {
    if (redis != null) {
      StoreLine.say(redis, "DEL", Keys.interest("room:" + room));
    }
  }

  void end(Nemesis nemesis) {
    var chat = chats.get(nemesis.target());
    switch (nemesis.kind()) {
      case SLOW -> chat.network.slow(false);
      case STALL -> chat.network.stall(false);
      case TWICE -> twice(chat, false);
      default -> {}
    }
  }

  private static void twice(Chat chat, boolean on) {
    if (chat instanceof RawChat raw) {
      raw.twice(on);
    }
  }

  /** The nodes and the store are back; so are the networks. */
  void heal() {
    chats.forEach(chat -> chat.network.heal());
    participants.forEach(Participant::stopTalking);
    recorder.note(Event.Healed::new);
  }

  /** Waits until nobody does anything any more, asks what is unread, reads the log at every node, and decides. */
  List<Violation> judge() {
    try {
      await("everything is answered: seed " + seed)
          .atMost(PATIENCE)
          .until(() -> participants.stream().allMatch(Participant::isSettled));
      // Whoever is told of a new epoch only now is not done yet.
      await()
          .atMost(TO_THE_END)
          .until(() -> everybodyIsAtTheEnd() && participants.stream().allMatch(Participant::isSettled));
    } catch (ConditionTimeoutException e) {
      // The checker says what is missing.
      System.out.println("seed " + seed + ": " + chats + " " + chats.stream().map(chat -> chat.place(room)).toList());
    }
    count();
    Log log = null;
    for (int port : ports) {
      var read = readAt(port);
      log = log == null ? read : log;
    }
    return Checker.check(history(log));
  }

  private History history(Log log) {
    var mine = recorder.events().stream().filter(this::isOfTheRoom).toList();
    return new History(mine, Map.of(room, log));
  }

  private boolean isOfTheRoom(Event event) {
    return switch (event) {
      case Event.Began e -> e.room().equals(room);
      case Event.Delivered e -> e.room().equals(room);
      case Event.Ended e -> e.room().equals(room);
      default -> true;
    };
  }

  private boolean everybodyIsAtTheEnd() {
    var answer = tried(chats.getFirst(), "room.history", "{\"roomId\":\"" + room + "\",\"limit\":1}");
    if (answer == null) {
      return false;
    }
    var end = new Place(answer.text("epoch", 1, 64), answer.number("offset", 0, Long.MAX_VALUE));
    return chats.stream().allMatch(chat -> end.equals(chat.place(room)));
  }

  private void count() {
    for (var chat : chats) {
      var answer = tried(chat, "room.list", "{}");
      if (answer == null) {
        continue;
      }
      for (var summary : answer.objects("rooms", 1000)) {
        if (summary.text("id", 1, 64).equals(room)) {
          long mark = summary.number("readOffset", 0, Long.MAX_VALUE);
          long unread = summary.number("unread", 0, Long.MAX_VALUE);
          long mentions = summary.number("mentions", 0, Long.MAX_VALUE);
          recorder.note(time -> new Event.Counted(time, chat.person, room, mark, unread, mentions));
        }
      }
    }
  }

  /** Reads everything as a client that has been away since the beginning of the present epoch. */
  private Log readAt(int port) {
    var owner = chats.getFirst();
    var name = "reader at " + port;
    var epoch = connected(port, owner, "").path("epoch").asText();
    var since = "\"room:%s\":{\"recover\":true,\"epoch\":\"%s\",\"offset\":0}".formatted(room, epoch);
    var sub = connected(port, owner, since);
    recorder.note(time -> new Event.Began(time, name, owner.person, room, new Place(epoch, 0), false));
    var entries = new ArrayList<Entry>();
    sub.path("publications")
        .forEach(publication -> {
          long offset = publication.path("offset").asLong();
          var data = publication.get("data").toString();
          recorder.note(time -> new Event.Delivered(time, name, room, offset, data));
          entries.add(Entry.parse(offset, data));
        });
    if (!sub.path("recovered").asBoolean()) {
      throw new AssertionError("the log cannot be read from its beginning: " + sub);
    }
    return new Log(room, epoch, entries);
  }

  private JsonNode connected(int port, Chat owner, String subs) {
    try (var client = new RawClient(port)) {
      var body = "{\"token\":\"" + owner.session.token() + "\",\"subs\":{" + subs + "}}";
      var line = client.send("{\"id\":1,\"connect\":" + body + "}").awaitLine("{\"id\":1,");
      return Descriptions.json(line).path("connect").path("subs").path("room:" + room);
    }
  }

  /** How much happened. */
  String summary() {
    var events = recorder.events();
    long acknowledged = events.stream().filter(e -> e instanceof Event.Acknowledged).count();
    long again = events.stream().filter(e -> e instanceof Event.Invoked invoked && invoked.again()).count();
    long delivered = events.stream().filter(e -> e instanceof Event.Delivered).count();
    return acknowledged + " acknowledged, " + again + " sent again after a loss, " + delivered + " delivered";
  }

  @Override
  public void close() {
    participants.forEach(Participant::end);
    chats.forEach(Chat::close);
  }
}
