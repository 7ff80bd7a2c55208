package org.amtsrunde.calls;

import static org.amtsrunde.support.RedisExtension.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;

/** Nodes with calls over a real store, and clients that remember what they are told. */
final class CallNodes {
  private final RedisExtension redis;
  final List<Node> nodes = new CopyOnWriteArrayList<>();
  volatile boolean busLosesAll;
  final MemoryMedia media = new MemoryMedia();

  CallNodes(RedisExtension redis) {
    this.redis = redis;
  }

  final class Node implements NodeBus {
    private final String id = "n" + nodes.size();
    private final Map<String, Handler<byte[]>> receivers = new HashMap<>();
    final CallHandler calls;
    final Map<String, RpcMethods.Method> methods;

    Node() {
      calls =
          new CallHandler(
              redis.vertx(), new RedisCallStore(redis.store()), media, this, new Ids(new Random()), System::nanoTime);
      methods =
          new CallMethods(calls, List.of("turns:turn.amtsrunde.example:443"), "secret", InstantSource.system())
              .methods();
      calls.start();
    }

    Client connect(String person) {
      var client = new Client(this, person);
      calls.connected(client);
      return client;
    }

    /** Silence, as after kill -9. */
    void kill() {
      nodes.remove(this);
      calls.stop();
    }

    @Override
    public String nodeId() {
      return id;
    }

    @Override
    public void tell(Collection<String> to, String topic, byte[] frame) {
      if (!busLosesAll) {
        nodes.stream().filter(node -> to.contains(node.id)).forEach(node -> node.receivers.get(topic).handle(frame));
      }
    }

    @Override
    public void tellAll(String topic, byte[] frame) {
      tell(nodes.stream().filter(node -> node != this).map(Node::nodeId).toList(), topic, frame);
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
    private final String person;
    final List<JsonNode> told = new CopyOnWriteArrayList<>();

    Client(Node node, String person) {
      this.node = node;
      this.person = person;
    }

    JsonNode call(String method, String params) {
      var fields = Fields.parse(params.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      var answer = node.methods.get(method).call(new RpcMethods.Call(caller(), this, fields));
      return Descriptions.json(new String(await(answer), StandardCharsets.UTF_8));
    }

    /** What the call was refused with. */
    String refused(String method, String params) {
      try {
        call(method, params);
        return "nothing";
      } catch (Refusal refusal) {
        return refusal.kind().code() + " " + refusal.sentence();
      }
    }

    JsonNode join() {
      return call("call.join", "{'roomId':'r','muted':false,'camera':true}");
    }

    JsonNode back(String seat) {
      return call("call.join", "{'roomId':'r','muted':false,'camera':true,'seat':'" + seat + "'}");
    }

    JsonNode look() {
      return call("call.look", "{'roomId':'r'}");
    }

    String signal(String to, String connectionId) {
      var params = "{'roomId':'r','to':'%s','connectionId':'%s','kind':'offer','body':'sdp'}";
      return refused("call.signal", params.formatted(to, connectionId));
    }

    void disconnect() {
      node.calls.disconnected(this);
    }

    List<JsonNode> told(String type) {
      return told.stream().filter(json -> json.get("type").asText().equals(type)).toList();
    }

    JsonNode awaitTold(String type) {
      Awaitility.await(type).until(() -> !told(type).isEmpty());
      return told(type).getLast();
    }

    @Override
    public String clientId() {
      return id;
    }

    @Override
    public Caller caller() {
      return new Caller(person, "sign-in", Set.of());
    }

    @Override
    public void message(String key, byte[] json) {
      told.add(Descriptions.json(new String(json, StandardCharsets.UTF_8)));
    }

    @Override
    public void end() {
      throw new AssertionError("nobody is sent out here");
    }
  }

  Node start() {
    var node = new Node();
    nodes.add(node);
    return node;
  }

  void stop() {
    List.copyOf(nodes).forEach(Node::kill);
  }

  void members(String... people) {
    for (var person : people) {
      await(redis.store().send(Command.HSET, Keys.roomMembers("r"), person, "member"));
    }
  }

  void remove(String person) {
    await(redis.store().send(Command.HDEL, Keys.roomMembers("r"), person));
  }

  /** Lets the grace of somebody who is away end. */
  void expire(String participantId) {
    var key = Keys.call("r");
    var json = await(redis.store().send(Command.HGET, key, "p:" + participantId)).toString();
    await(
        redis
            .store()
            .send(Command.HSET, key, "p:" + participantId, json.replaceAll("\"until\":[0-9.e+]+", "\"until\":1")));
  }
}
