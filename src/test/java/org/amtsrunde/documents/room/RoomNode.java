package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.amtsrunde.cluster.Membership;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.history.RedisHistoryStore;
import org.amtsrunde.documents.history.VersionKeeper;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.EngineMetrics;
import org.amtsrunde.support.RedisExtension;

/** A node with nothing but an engine and documents; all of a test share one store and reach each other unless the bus is mute. */
final class RoomNode implements NodeBus, Membership, AutoCloseable {
  /** What all nodes of a test share. */
  static final class Town {
    final RedisExtension redis;
    final List<RoomNode> nodes = new ArrayList<>();
    final Set<String> alive = ConcurrentHashMap.newKeySet();
    final Map<String, RoomMembership.Standing> standings = new ConcurrentHashMap<>();
    volatile boolean mute;

    /** Whether what is told to one node alone has to wait, and what does. */
    volatile boolean holds;

    private final List<Runnable> undelivered = new CopyOnWriteArrayList<>();

    /** So many appends fail, as when the store is away for a moment. */
    final AtomicInteger refusals = new AtomicInteger();

    /** How often somebody's role was asked for. */
    final AtomicInteger asked = new AtomicInteger();

    /** The next answer about bela comes when this is completed. */
    final AtomicReference<Promise<Void>> held = new AtomicReference<>();

    Town(RedisExtension redis) {
      this.redis = redis;
    }

    RoomNode node(String name) {
      var node = new RoomNode(this, name);
      nodes.add(node);
      alive.add(name);
      return node;
    }

    boolean holdsSomething() {
      return !undelivered.isEmpty();
    }

    void release() {
      holds = false;
      undelivered.forEach(Runnable::run);
      undelivered.clear();
    }

    void close() {
      nodes.forEach(RoomNode::close);
    }
  }

  private final Town town;
  private final String name;
  private final Map<String, Handler<byte[]>> receivers = new HashMap<>();
  final RedisDocumentStore store;
  final Engine engine;
  final DocumentRooms rooms;
  final Figures figures = new Figures();

  private RoomNode(Town town, String name) {
    this.town = town;
    this.name = name;
    var redis = town.redis;
    var ids = new Ids(new Random());
    engine = new Engine(redis.vertx(), redis.loops(), redis.store(), this, ids, EngineMetrics.NONE);
    store = new RedisDocumentStore(redis.store(), engine.log(), InstantSource.system());
    var access = new DocumentAccess(refusing(), new Standings());
    var workers = new Workers(redis.vertx());
    var keeper =
        new VersionKeeper(new RedisHistoryStore(redis.store(), engine.log()), workers, ids, InstantSource.system());
    rooms =
        new DocumentRooms(
            redis.vertx(), engine, this, this, refusing(), keeper, access, RoomNode::name, workers, ids, figures);
    engine.start();
  }

  private static Future<String> name(String personId) {
    return Future.succeededFuture(personId.toUpperCase(Locale.ROOT));
  }

  private DocumentStore refusing() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("find")) {
            town.asked.incrementAndGet();
            var held = arguments[1].equals("bela") ? town.held.getAndSet(null) : null;
            if (held != null) {
              return ((Future<?>) method.invoke(store, arguments)).compose(found -> held.future().map(found));
            }
          }
          return method.getName().equals("append") && town.refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0
              ? Future.failedFuture(Refusal.unavailable())
              : method.invoke(store, arguments);
        };
    var kinds = new Class<?>[] {DocumentStore.class};
    return (DocumentStore) Proxy.newProxyInstance(RoomNode.class.getClassLoader(), kinds, handler);
  }

  List<Context> loops() {
    return town.redis.loops();
  }

  @Override
  public String nodeId() {
    return name;
  }

  @Override
  public void on(String topic, Handler<byte[]> receiver) {
    receivers.put(topic, receiver);
  }

  @Override
  public void tellAll(String topic, byte[] frame) {
    tell(town.alive, topic, frame);
  }

  @Override
  public void tell(Collection<String> nodes, String topic, byte[] frame) {
    if (town.mute) {
      return;
    }
    var named = new HashSet<>(nodes);
    for (var node : town.nodes) {
      if (node != this && named.contains(node.name) && town.alive.contains(node.name)) {
        Runnable delivery = () -> loops().getFirst().runOnContext(ignored -> node.receivers.get(topic).handle(frame));
        if (town.holds && topic.equals("awareness") && nodes != town.alive) {
          town.undelivered.add(delivery);
        } else {
          delivery.run();
        }
      }
    }
  }

  @Override
  public Set<String> alive() {
    return town.alive;
  }

  @Override
  public void close() {
    rooms.stop();
    engine.stop();
  }

  private final class Standings implements RoomMembership {
    @Override
    public Future<Standing> standing(String roomId, String personId) {
      return Future.succeededFuture(town.standings.getOrDefault(personId, Standing.NONE));
    }

    @Override
    public Future<Boolean> isMember(String roomId, String personId) {
      return standing(roomId, personId).map(standing -> standing != Standing.NONE);
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      return Future.succeededFuture(town.standings.keySet());
    }

    @Override
    public Future<Set<String>> companions(String personId) {
      return Future.succeededFuture(Set.of());
    }
  }
}
