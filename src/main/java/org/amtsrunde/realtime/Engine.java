package org.amtsrunde.realtime;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.protocol.Codec;
import org.amtsrunde.realtime.protocol.DisconnectCode;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one node: a hub and the tails of its channels on each event loop, and what the capabilities have registered.
 */
public final class Engine {
  static final String DOORBELL = "doorbell";
  static final String JOIN_LEAVE = "join-leave";
  private static final int AUDIT_MILLIS = 1000;

  private final Vertx vertx;
  private final NodeBus bus;
  private final List<Hub> hubs = new ArrayList<>();
  private final List<Tails> homes = new ArrayList<>();
  private final Map<String, ChannelPolicy> policies = new LinkedHashMap<>();
  private final Map<String, RpcMethods.Method> methods = new HashMap<>();
  private final Set<String> guestMethods = new HashSet<>();
  private final List<ClientListener> listeners = new ArrayList<>();
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();
  private final Ids ids;
  private final EngineMetrics metrics;
  private final ChannelLog log;
  private final ChannelClients clients;
  private final SeenHeads seen;
  private @Nullable Authenticator authenticator;

  /**
   * @param loops one context per event loop
   */
  public Engine(Vertx vertx, List<Context> loops, RedisStore store, NodeBus bus, Ids ids, EngineMetrics metrics) {
    this.vertx = vertx;
    this.bus = bus;
    this.ids = ids;
    this.metrics = metrics;
    this.log = new ChannelLog(store, ids, this::ring);
    this.clients = new ChannelClients(store);
    this.seen = new SeenHeads(ids);
    store.onReturn(seen::check);
    for (int i = 0; i < loops.size(); i++) {
      hubs.add(new Hub(i, loops.get(i), metrics));
    }
    for (var loop : loops) {
      homes.add(new Tails(loop, hubs, store, log, ids, bus.nodeId(), metrics, seen));
    }
    hubs.forEach(hub -> hub.homes(homes));
    bus.on(DOORBELL, this::received);
    bus.on(JOIN_LEAVE, this::joinedOrLeft);
  }

  /** Who finds out who connects; set once before the first connection. */
  public Engine authenticator(Authenticator finder) {
    authenticator = finder;
    return this;
  }

  /** Registers channels; those of a policy that was registered earlier are followed earlier in a connect. */
  public Engine policy(ChannelPolicy policy) {
    policies.put(policy.namespace(), policy);
    return this;
  }

  public Engine methods(RpcMethods offered) {
    methods.putAll(offered.methods());
    guestMethods.addAll(offered.forGuests());
    return this;
  }

  public Engine listener(ClientListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Starts the audit and the heartbeats. */
  public void start() {
    for (var home : homes) {
      home.home().runOnContext(ignored -> timers.add(vertx.setPeriodic(AUDIT_MILLIS, timer -> home.audit())));
    }
    for (var hub : hubs) {
      var heartbeat = new Heartbeat(hub);
      hub.context().runOnContext(ignored -> timers.add(vertx.setPeriodic(1000, timer -> heartbeat.tick())));
    }
  }

  /** How many clients are connected. */
  public int connections() {
    return hubs.stream().mapToInt(hub -> hub.connections().size()).sum();
  }

  /** Bytes that wait for clients that do not read, as of the last second. */
  public long waitingBytes() {
    return hubs.stream().mapToLong(Hub::waiting).sum();
  }

  /**
   * A client has opened a socket on this event loop.
   *
   * @param codec how the client and we write to each other
   * @param signIn secret of the sign-in cookie, if the socket came with one from a page of ours
   * @return takes the frames of the client and is told of its end
   */
  public Connection open(Wire wire, int loop, Codec codec, @Nullable String signIn) {
    return new Connection(this, hubs.get(loop), wire, codec, signIn);
  }

  /** The event loop on which the followers of a channel are called; the same for every call on this node. */
  public Context home(String channel) {
    return tails(channel).home();
  }

  /**
   * Reads a channel on this node as its clients do: in order, without a hole, whatever doorbells are lost.
   *
   * @return the end of the log: every entry after it is told to the follower until {@link #unfollow}. Completes on the home loop,
   *     before the first entry is told; when it fails, nothing is followed
   */
  public Future<Position> follow(String channel, Follower follower) {
    var started = Promise.<Position>promise();
    var tails = tails(channel);
    tails
        .home()
        .runOnContext(ignored ->
            tails
                .follow(channel, follower)
                .onComplete(
                    started::complete,
                    failure -> {
                      tails.unfollow(channel, follower);
                      started.fail(failure);
                    }));
    return started.future();
  }

  /** Nothing is told to the follower any more; on the home loop from now, elsewhere soon. */
  public void unfollow(String channel, Follower follower) {
    var tails = tails(channel);
    if (((ContextInternal) tails.home()).inThread()) {
      tails.unfollow(channel, follower);
    } else {
      tails.home().runOnContext(ignored -> tails.unfollow(channel, follower));
    }
  }

  private Tails tails(String channel) {
    return homes.get(Math.floorMod(channel.hashCode(), homes.size()));
  }

  /** The doorbell of {@link ChannelLog}: to our own tails at once, to the other nodes over the bus. */
  private void ring(String channel, String epoch, LogEntry entry, List<String> nodes) {
    seen.saw(channel, epoch, entry.offset());
    if (nodes.contains(bus.nodeId())) {
      ringHere(channel, epoch, entry);
    }
    if (nodes.stream().anyMatch(node -> !node.equals(bus.nodeId()))) {
      bus.tell(nodes, DOORBELL, DoorbellFrame.encode(channel, epoch, entry));
    }
  }

  private void ringHere(String channel, String epoch, LogEntry entry) {
    var home = tails(channel);
    home.home().runOnContext(ignored -> home.ring(channel, epoch, entry));
  }

  private void received(byte[] frame) {
    var doorbell = DoorbellFrame.decode(frame);
    if (doorbell != null) {
      ringHere(doorbell.channel(), doorbell.epoch(), doorbell.entry());
    }
  }

  /**
   * Tells the subscribers of a channel on all nodes that a client came or went; may be lost.
   *
   * @param kind {@code join} or {@code leave}
   */
  void tellJoinLeave(String channel, String kind, byte[] info) {
    var frame = new JoinLeaveFrame(channel, kind, info);
    broadcastHere(frame);
    bus.tellAll(JOIN_LEAVE, frame.encode());
  }

  private void joinedOrLeft(byte[] bytes) {
    var frame = JoinLeaveFrame.decode(bytes);
    if (frame != null) {
      broadcastHere(frame);
    }
  }

  private void broadcastHere(JoinLeaveFrame frame) {
    var push = new EnumMap<Codec, byte[]>(Codec.class);
    for (var codec : Codec.values()) {
      push.put(codec, codec.replies().joinLeavePush(frame.channel(), frame.kind(), frame.info()));
    }
    for (var hub : hubs) {
      hub.context().runOnContext(ignored -> hub.broadcast(frame.channel(), push));
    }
  }

  /**
   * Tells every client to connect elsewhere, spread over the time given, so that the other nodes are not stormed.
   *
   * @return when the last one was told
   */
  public Future<Void> drain(int seconds) {
    var waves = new ArrayList<Future<Void>>();
    for (var hub : hubs) {
      var done = Promise.<Void>promise();
      waves.add(done.future());
      hub.context()
          .runOnContext(ignored -> {
            var all = List.copyOf(hub.connections());
            for (var connection : all) {
              long after =
                  ThreadLocalRandom.current().nextLong(Math.max(1, Math.min(seconds * 1000L, all.size() * 3L)));
              vertx.setTimer(1 + after, timer -> connection.close(DisconnectCode.SHUTDOWN));
            }
            awaitEmpty(hub, done, seconds * 1000L + 1000);
          });
    }
    return Future.all(waves).mapEmpty();
  }

  private void awaitEmpty(Hub hub, Promise<Void> done, long millisLeft) {
    if (hub.connections().isEmpty() || millisLeft <= 0) {
      done.complete();
    } else {
      vertx.setTimer(50, timer -> awaitEmpty(hub, done, millisLeft - 50));
    }
  }

  /** Ends the timers. */
  public void stop() {
    timers.forEach(vertx::cancelTimer);
  }

  @Nullable ChannelPolicy policyOf(String channel) {
    int colon = channel.indexOf(':');
    return colon <= 0 ? null : policies.get(channel.substring(0, colon));
  }

  List<ChannelPolicy> policies() {
    return List.copyOf(policies.values());
  }

  /** The names of all RPC methods. */
  public Set<String> methodNames() {
    return Set.copyOf(methods.keySet());
  }

  RpcMethods.@Nullable Method method(String name) {
    return methods.get(name);
  }

  /** Whether this method exists for guests at all. */
  boolean isForGuests(String name) {
    return guestMethods.contains(name);
  }

  /** Who is told of the connections of this caller. */
  Stream<ClientListener> listeners(Caller caller) {
    return listeners.stream().filter(one -> !caller.isGuest() || one.hearsOfGuests());
  }

  Authenticator authenticator() {
    return Objects.requireNonNull(authenticator, "the engine has no authenticator");
  }

  /** Where messages become durable. */
  public ChannelLog log() {
    return log;
  }

  ChannelClients clients() {
    return clients;
  }

  EngineMetrics metrics() {
    return metrics;
  }

  Vertx vertx() {
    return vertx;
  }

  Ids ids() {
    return ids;
  }

  String nodeId() {
    return bus.nodeId();
  }
}
