package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Set;

/** Who shares a room with whom: the only thing that allows to see somebody's presence or typing, for every role alike. */
public interface RoomMembership {
  /** Those of the others who are in at least one room together with the person, now. */
  Future<Set<String>> sharing(String personId, Collection<String> others);

  /** The members of a room, now; none for a room that does not exist. */
  Future<Set<String>> members(String roomId);
}
