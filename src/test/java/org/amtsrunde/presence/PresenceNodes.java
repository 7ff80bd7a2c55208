package org.amtsrunde.presence;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.support.RedisExtension;

/** Nodes with presence over a real store, and clients that remember everything they are told. */
final class PresenceNodes implements RoomMembership {
  private final RedisExtension redis;
  final List<Node> nodes = new CopyOnWriteArrayList<>();
  final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();
  final List<String> frames = new CopyOnWriteArrayList<>();
  final AtomicInteger memberQuestions = new AtomicInteger();
  volatile boolean busLosesAll;

  PresenceNodes(RedisExtension redis) {
    this.redis = redis;
  }

  final class Node implements NodeBus {
    private final String id = "n" + nodes.size() + "-" + System.nanoTime();
    private final Map<String, Handler<byte[]>> receivers = new HashMap<>();
    final Presence presence;
    final Map<String, RpcMethods.Method> methods;

    Node() {
      var loops = redis.loops();
      presence =
          new Presence(redis.vertx(), loops.get(nodes.size() % loops.size()), redis.store(), this, PresenceNodes.this);
      methods = new PresenceMethods(presence, new RedisWorkingHours(redis.store())).methods();
    }

    Client connect(String person, Caller.Role... roles) {
      var client = new Client(this, new Caller(person, "sign-in", Set.of(roles)));
      presence.connected(client);
      return client;
    }

    @Override
    public String nodeId() {
      return id;
    }

    @Override
    public void tell(Collection<String> to, String topic, byte[] frame) {
      throw new UnsupportedOperationException("presence tells all");
    }

    @Override
    public void tellAll(String topic, byte[] frame) {
      frames.add(new String(frame, StandardCharsets.UTF_8));
      if (!busLosesAll) {
        nodes.stream().filter(node -> node != this).forEach(node -> node.receivers.get(topic).handle(frame));
      }
    }

    @Override
    public void on(String topic, Handler<byte[]> receiver) {
      receivers.put(topic, receiver);
    }
  }

  static final class Client implements ClientHandle {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final String id = "c" + COUNT.incrementAndGet();
    private final Node node;
    private final Caller caller;
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<Long> toldAt = new CopyOnWriteArrayList<>();

    Client(Node node, Caller caller) {
      this.node = node;
      this.caller = caller;
    }

    /** Calls a method and returns its JSON. */
    String call(String method, String params) {
      var fields = Fields.parse(params.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      var answer = node.methods.get(method).call(new RpcMethods.Call(caller, this, fields));
      return new String(await(answer), StandardCharsets.UTF_8);
    }

    String me(String params) {
      return call("presence.me", params);
    }

    String watch(String... people) {
      return call("presence.watch", "{\"people\":[\"" + String.join("\",\"", people) + "\"]}");
    }

    void typing(String room) {
      call("presence.typing", "{\"roomId\":\"" + room + "\"}");
    }

    void disconnect() {
      node.presence.disconnected(this);
    }

    List<String> told(String type) {
      return told.stream().filter(json -> json.contains("\"type\":\"" + type + "\"")).toList();
    }

    @Override
    public String clientId() {
      return id;
    }

    @Override
    public Caller caller() {
      return caller;
    }

    @Override
    public void message(String key, byte[] json) {
      toldAt.add(System.nanoTime());
      told.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
      throw new AssertionError("nobody is sent out here");
    }
  }

  Node start() {
    var node = new Node();
    nodes.add(node);
    await(node.presence.start());
    return node;
  }

  /** Silence, as after kill -9: nothing is taken back, nothing renewed. */
  void kill(Node node) {
    nodes.remove(node);
    await(node.presence.stop());
  }

  void killAll() {
    List.copyOf(nodes).forEach(this::kill);
  }

  void room(String room, String... members) {
    rooms.put(room, Set.of(members));
  }

  @Override
  public Future<Set<String>> sharing(String personId, Collection<String> others) {
    var sharing = new HashSet<String>();
    rooms.values().stream().filter(members -> members.contains(personId)).forEach(sharing::addAll);
    sharing.retainAll(new ArrayList<>(others));
    return Future.succeededFuture(sharing);
  }

  @Override
  public Future<Set<String>> members(String roomId) {
    memberQuestions.incrementAndGet();
    return Future.succeededFuture(rooms.getOrDefault(roomId, Set.of()));
  }
}
