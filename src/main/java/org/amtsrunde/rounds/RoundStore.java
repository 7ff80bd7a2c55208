package org.amtsrunde.rounds;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where the series of rounds are kept, each beside the room of its round. Every method is one round trip. */
public interface RoundStore {
  /** Null for a room that is no round, or one whose slot is not found yet. */
  Future<@Nullable WeeklySeries> series(String roomId);

  /** Keeps the first series of a round; durable when it succeeds. One that is there stays, and that is no failure. */
  Future<Void> begin(String roomId, WeeklySeries series);
}
