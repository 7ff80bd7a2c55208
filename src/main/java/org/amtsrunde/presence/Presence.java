package org.amtsrunde.presence;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.ClientListener;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * Presence of a node: its own people, those of other nodes as they tell, and who watches whom.
 *
 * <p>Guarantees: off until a person switches it on; who does not show theirs sees nobody's; nothing is kept longer than 60 s
 * without being renewed, and no time of anything but the end that a person chose; the role of a caller does not matter. A
 * withdrawal is seen by all within a second, even if the bus loses everything; the people of a dead node are gone within 32 s.
 */
public final class Presence implements ClientListener {
  /** A slow socket keeps the newest message of a key, so that differences need keys of their own; it is cut long before 64. */
  private static final int KEYS = 64;

  private static final int MOST_PER_TICK = 200;

  private final Vertx vertx;
  private final Home home;
  private final PresenceStore store;
  private final RoomMembership rooms;
  private final PresenceTable table;
  private final Watchers watchers;
  private final Exchange exchange;
  private final Typing typing;
  private final Map<String, ClientHandle> clients = new HashMap<>();
  private final LinkedHashSet<String> unread = new LinkedHashSet<>();
  private final Map<String, Long> latestWatch = new HashMap<>();
  private final LinkedHashMap<String, Long> recheck = new LinkedHashMap<>();
  private final long[] timers = new long[2];
  private long now;
  private long wall;
  private long watches;

  /**
   * Registers at the bus, which must not have been started yet.
   *
   * @param context event loop on which all presence of the node is decided; best one of the store's
   * @param rooms who may see whom
   */
  public Presence(Vertx vertx, Context context, RedisStore redis, NodeBus bus, RoomMembership rooms) {
    this.vertx = vertx;
    this.home = new Home(context);
    this.store = new RedisPresenceStore(redis, home);
    this.rooms = rooms;
    this.table = new PresenceTable(bus.nodeId());
    this.watchers = new Watchers(table);
    this.exchange = new Exchange(table, store, bus, this::push, this::readAllSettings);
    this.typing = new Typing(table, new RoomCache(room -> home.here(rooms.members(room))), bus, clients);
    bus.on(Exchange.TOPIC, frame -> run(() -> exchange.receive(frame)));
    bus.on(Typing.TOPIC, frame -> run(() -> typing.receive(frame)));
  }

  /** Before the first connection; needs the store. */
  public Future<Void> start() {
    return call(exchange::start)
        .onSuccess(ignored ->
            run(() -> {
              timers[0] = vertx.setPeriodic(PresenceRules.TICK, timer -> tick());
              timers[1] = vertx.setPeriodic(PresenceRules.LOOK, timer -> look());
            }));
  }

  /** After the last connection. The store forgets our people by itself, which gives them time to come back elsewhere. */
  public Future<Void> stop() {
    return call(() -> {
      vertx.cancelTimer(timers[0]);
      vertx.cancelTimer(timers[1]);
      return Future.succeededFuture();
    });
  }

  @Override
  public void connected(ClientHandle client) {
    var person = client.caller().personId();
    run(() -> {
      clients.put(client.clientId(), client);
      table.join(person, client.clientId());
      known(person).onFailure(failure -> unread.add(person));
    });
  }

  @Override
  public void disconnected(ClientHandle client) {
    run(() -> {
      var id = client.clientId();
      clients.remove(id);
      latestWatch.remove(id);
      recheck.remove(id);
      watchers.gone(id);
      table.leave(client.caller().personId(), id);
    });
  }

  /**
   * Takes what the person wishes and answers with what stands now. A new visibility is durable, and what the person chooses
   * next on another node is chosen in knowledge of it: the answer waits until the store has both. What only says again what
   * stands, as everybody does who comes back, writes nothing.
   */
  Future<byte[]> me(ClientHandle client, PresenceRules.Wish wish) {
    var person = client.caller().personId();
    return call(() ->
        known(person)
            .compose(ignored -> wish.isEmpty() ? Future.succeededFuture() : wish(person, wish))
            .map(ignored -> stands(person)));
  }

  private Future<Void> wish(String person, PresenceRules.Wish wish) {
    return isSaid(person, wish)
        .compose(said ->
            said
                ? Future.succeededFuture()
                : keepVisible(person, wish)
                    .compose(ignored -> store.newest(person, exchange.others()).otherwiseEmpty())
                    .compose(newest -> choose(person, wish, newest)));
  }

  /** False also if the store does not answer, which may know of a newer choice. */
  private Future<Boolean> isSaid(String person, PresenceRules.Wish wish) {
    return unread.contains(person)
        ? Future.succeededFuture(false)
        : store.newest(person, exchange.others()).map(newest -> table.isSaid(person, wish, newest)).otherwise(false);
  }

  private Future<Void> keepVisible(String person, PresenceRules.Wish wish) {
    var visible = wish.visible();
    // Of a write that failed nobody knows whether it was done.
    return visible == null
        ? Future.succeededFuture()
        : store.setVisible(person, visible).onFailure(failure -> unread.add(person));
  }

  private Future<Void> choose(String person, PresenceRules.Wish wish, @Nullable Choice newest) {
    readClocks();
    table.wish(person, wish, newest);
    if (wish.visible() == null) {
      return Future.succeededFuture();
    }
    var told = exchange.flush();
    push();
    return told;
  }

  private byte[] stands(String person) {
    var choice = table.newest(person);
    if (choice == null) {
      throw Refusal.unavailable();
    }
    return PresenceJson.me(choice, wall);
  }

  /** Replaces whom the connection watches; who shares no room with the caller is left out without a word. */
  Future<byte[]> watch(ClientHandle client, List<String> people) {
    var person = client.caller().personId();
    var id = client.clientId();
    return call(() -> {
      long mine = ++watches;
      latestWatch.put(id, mine);
      return known(person)
          .compose(ignored -> home.here(rooms.sharing(person, people)))
          .map(sharing -> {
            boolean overtaken = latestWatch.getOrDefault(id, 0L) != mine;
            return PresenceJson.people(overtaken ? watchers.told(id) : watch(client, people, sharing));
          });
    });
  }

  private Map<String, Shown> watch(ClientHandle client, List<String> people, Set<String> sharing) {
    readClocks();
    recheck.putLast(client.clientId(), now + PresenceRules.WATCH_KNOWN);
    var allowed = people.stream().filter(sharing::contains).toList();
    return watchers.watch(client.clientId(), client.caller().personId(), allowed, now);
  }

  /** Tells the visible members of a room that the caller types, if the caller is visible. */
  Future<Void> typing(ClientHandle client, String roomId) {
    return call(() -> typing.typed(roomId, client.caller().personId()));
  }

  private Future<Void> known(String person) {
    return table.own().choice(person) != null ? Future.succeededFuture() : readSetting(person);
  }

  private Future<Void> readSetting(String person) {
    return store
        .isVisible(person)
        .map(visible -> {
          table.loaded(person, visible);
          return null;
        });
  }

  /** What people set by way of other nodes while this one was cut off from the store. */
  private void readAllSettings() {
    unread.addAll(table.own().all());
  }

  private void tick() {
    readClocks();
    table.advance();
    for (int i = Math.min(MOST_PER_TICK, unread.size()); i > 0; i--) {
      var person = unread.removeFirst();
      readSetting(person).onFailure(failure -> unread.add(person));
    }
    recheckWatchers();
    exchange.flush().onFailure(retriedWithTheNextLook -> {});
    push();
  }

  private void look() {
    readClocks();
    exchange.look();
  }

  private void recheckWatchers() {
    for (int i = 0; i < MOST_PER_TICK && !recheck.isEmpty() && recheck.firstEntry().getValue() <= now; i++) {
      var id = recheck.pollFirstEntry().getKey();
      var client = clients.get(id);
      if (client != null) {
        recheck.putLast(id, now + PresenceRules.WATCH_KNOWN);
        recheck(client);
      }
    }
  }

  private void recheck(ClientHandle client) {
    var forbidden = new HashSet<>(watchers.watched(client.clientId()));
    home.here(rooms.sharing(client.caller().personId(), forbidden))
        .onSuccess(sharing -> {
          forbidden.removeAll(sharing);
          watchers.forbid(client.clientId(), forbidden, now);
        })
        .onFailure(askedAgainInTime -> {});
  }

  private void push() {
    watchers.changed(table.changes(), now);
    for (var push : watchers.due(now)) {
      var client = clients.get(push.client());
      if (client != null) {
        client.message("presence/" + push.number() % KEYS, PresenceJson.push(push.people()));
      }
    }
  }

  private void readClocks() {
    now = System.nanoTime() / 1_000_000;
    wall = System.currentTimeMillis();
    table.at(now, wall);
    exchange.at(now);
    typing.at(now);
  }

  private void run(Runnable task) {
    home.run(() -> {
      readClocks();
      task.run();
    });
  }

  private <T> Future<T> call(Supplier<Future<T>> task) {
    return home.call(() -> {
      readClocks();
      return task.get();
    });
  }
}
