package org.amtsrunde.rounds.calendar;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Which address belongs to whom: at most one a person, by the hash of its secret. Durable when it succeeds. */
interface FeedStore {
  /** Whether the person has an address. */
  Future<Boolean> has(String personId);

  /** Gives the person this address in place of the one they had. */
  Future<Void> give(String personId, String hash);

  /** Takes the address away; nothing happens where there is none. */
  Future<Void> take(String personId);

  /** Whose address it is now; null for nobody's. */
  Future<@Nullable String> owner(String hash);
}
