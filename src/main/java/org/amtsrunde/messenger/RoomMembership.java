package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.Set;

/** Who shares a room, for capabilities that ask before they allow something. Answers from the store, never from a cache. */
public interface RoomMembership {
  /** How a person stands to a room. */
  enum Standing {
    NONE,
    MEMBER,
    OWNER
  }

  /** How the person stands to the room now; NONE for a room that does not exist. */
  Future<Standing> standing(String roomId, String personId);

  /** Whether the person belongs to the room now; false for a room that does not exist. */
  Future<Boolean> isMember(String roomId, String personId);

  /** Everybody who belongs to the room; empty for a room that does not exist. */
  Future<Set<String>> members(String roomId);

  /** Everybody who shares at least one room with the person, without themselves. */
  Future<Set<String>> companions(String personId);
}
