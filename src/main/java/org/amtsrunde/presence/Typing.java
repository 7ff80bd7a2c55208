package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ClientHandle;

/** Passes on that somebody types, to those in the room who show their own presence. Kept nowhere. Runs on the home loop. */
final class Typing {
  static final String TOPIC = "typing";
  private static final int MOST = 10_000;

  private final PresenceTable table;
  private final RoomCache rooms;
  private final NodeBus bus;
  private final Map<String, ClientHandle> clients;
  // Room and person → when it was passed on, oldest first.
  private final LinkedHashMap<String, Long> passed = new LinkedHashMap<>();
  private long now;

  Typing(PresenceTable table, RoomCache rooms, NodeBus bus, Map<String, ClientHandle> clients) {
    this.table = table;
    this.rooms = rooms;
    this.bus = bus;
    this.clients = clients;
  }

  void at(long monotonic) {
    now = monotonic;
    rooms.forget(now);
    while (!passed.isEmpty() && now - passed.firstEntry().getValue() >= PresenceRules.TYPING) {
      passed.pollFirstEntry();
    }
  }

  /** Somebody connected here types. Fails with "not found" where they are no member. */
  Future<Void> typed(String roomId, String person) {
    return rooms
        .members(roomId, now)
        .map(members -> {
          if (!members.contains(person)) {
            throw Refusal.notFound();
          }
          if (table.isVisible(person) && mayPass(roomId + " " + person)) {
            deliver(roomId, person, members);
            bus.tellAll(TOPIC, Json.object(out -> out.put("roomId", roomId).put("personId", person)));
          }
          return null;
        });
  }

  /** A frame of the bus. */
  void receive(byte[] frame) {
    var fields = Fields.parse(frame);
    var roomId = fields.id("roomId");
    var person = fields.id("personId");
    rooms.members(roomId, now).onSuccess(members -> deliver(roomId, person, members)).onFailure(mayBeLost -> {});
  }

  private boolean mayPass(String key) {
    return passed.size() < MOST && passed.putIfAbsent(key, now) == null;
  }

  private void deliver(String roomId, String typist, Set<String> members) {
    var json = PresenceJson.typing(roomId, typist);
    for (var member : members) {
      var connections = table.clients(member);
      if (member.equals(typist) || connections.isEmpty() || !table.isVisible(member)) {
        continue;
      }
      for (var connection : connections) {
        var client = clients.get(connection);
        if (client != null) {
          client.message("typing/" + roomId + "/" + typist, json);
        }
      }
    }
  }
}
