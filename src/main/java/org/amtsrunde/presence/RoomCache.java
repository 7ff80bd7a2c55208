package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Function;

/** Members of rooms in which somebody types, known for {@link PresenceRules#ROOM_KNOWN}. Not for more than one thread. */
final class RoomCache {
  private static final int MOST = 500;

  private record Known(Future<Set<String>> members, long askedAt) {}

  private final Function<String, Future<Set<String>>> source;
  // Oldest first.
  private final LinkedHashMap<String, Known> rooms = new LinkedHashMap<>();

  RoomCache(Function<String, Future<Set<String>>> source) {
    this.source = source;
  }

  Future<Set<String>> members(String roomId, long now) {
    forget(now);
    var known = rooms.get(roomId);
    if (known != null) {
      return known.members();
    }
    if (rooms.size() >= MOST) {
      rooms.pollFirstEntry();
    }
    var asked = new Known(source.apply(roomId), now);
    rooms.put(roomId, asked);
    return asked.members().onFailure(ignored -> rooms.remove(roomId, asked));
  }

  /** Drops what is known for too long. */
  void forget(long now) {
    while (!rooms.isEmpty() && now - rooms.firstEntry().getValue().askedAt() >= PresenceRules.ROOM_KNOWN) {
      rooms.pollFirstEntry();
    }
  }
}
