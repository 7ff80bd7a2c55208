package org.amtsrunde.calls;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.ClientHandle;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages to connections wherever they are: to named ones, or to all of some people. What the bus loses is lost; the state
 * of a call is told again with the next beat, and browsers begin anew what does not come about.
 */
final class Couriers {
  private static final String TOPIC = "call";

  private final NodeBus bus;
  private final Map<String, ClientHandle> clients = new ConcurrentHashMap<>();
  private final Map<String, Set<ClientHandle>> people = new ConcurrentHashMap<>();

  Couriers(NodeBus bus) {
    this.bus = bus;
    bus.on(TOPIC, this::received);
  }

  String nodeId() {
    return bus.nodeId();
  }

  void add(ClientHandle client) {
    clients.put(client.clientId(), client);
    people.compute(
        client.caller().personId(),
        (id, known) -> {
          var all = known == null ? ConcurrentHashMap.<ClientHandle>newKeySet() : known;
          all.add(client);
          return all;
        });
  }

  void remove(ClientHandle client) {
    clients.remove(client.clientId());
    people.computeIfPresent(
        client.caller().personId(),
        (id, known) -> {
          known.remove(client);
          return known.isEmpty() ? null : known;
        });
  }

  boolean has(String client) {
    return clients.containsKey(client);
  }

  /** The person of a connection of this node. */
  @Nullable String personOf(String client) {
    var known = clients.get(client);
    return known == null ? null : known.caller().personId();
  }

  /** @param key of what the message replaces, should the socket be slow */
  void toClient(String node, String client, String key, byte[] json) {
    if (node.equals(bus.nodeId())) {
      hand(client, key, json);
    } else {
      bus.tell(List.of(node), TOPIC, frame("clients", List.of(client), key, json));
    }
  }

  void toPeople(Collection<String> persons, String key, byte[] json) {
    toPeopleHere(persons, key, json);
    bus.tellAll(TOPIC, frame("people", persons, key, json));
  }

  void toPeopleHere(Collection<String> persons, String key, byte[] json) {
    for (var person : persons) {
      people.getOrDefault(person, Set.of()).forEach(client -> client.message(key, json));
    }
  }

  private void hand(String client, String key, byte[] json) {
    var known = clients.get(client);
    if (known != null) {
      known.message(key, json);
    }
  }

  private static byte[] frame(String whom, Collection<String> ids, String key, byte[] json) {
    var text = new String(json, java.nio.charset.StandardCharsets.UTF_8);
    return Json.object(out -> out.put("key", key).strings(whom, ids).put("json", text));
  }

  private void received(byte[] frame) {
    var fields = Fields.parse(frame);
    var key = fields.text("key", 1, 400);
    var json = fields.text("json", 1, 1 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    if (fields.has("people")) {
      toPeopleHere(fields.ids("people", 0, 1_000), key, json);
    } else {
      fields.ids("clients", 0, 1_000).forEach(client -> hand(client, key, json));
    }
  }
}
