package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.util.Set;

/** Who belongs to a round. Answers from the store, never from a cache. */
public interface RoundMembership {
  /** Everybody in the round; fails with "not found" where the person is none of them, or the room is no round. */
  Future<Set<String>> members(String roomId, String personId);
}
