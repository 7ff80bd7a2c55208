package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept: one for each round, with what people hold back in the step that goes on. The clock of the store is the
 * clock of all sessions. Every method is one round trip.
 */
interface SessionStore {
  /**
   * A session as it was kept at {@code rev}.
   *
   * @param now by the store's clock
   * @param rev 0 where there is none
   */
  record Loaded(Instant now, long rev, @Nullable Session session, Held held) {}

  /** A session at which somebody has to look. @param claim gives it back to {@link #settle} */
  record Due(String roomId, long claim) {}

  Future<Loaded> load(String roomId);

  /** The store's clock. */
  Future<Instant> now();

  /**
   * Keeps and publishes the next state; durable when it succeeds.
   *
   * @param before what it follows from
   * @param revoked who may read no more; null for nobody
   * @return false if the session, or what the end of a step brought to light, is another by now; nothing has changed then
   */
  Future<Boolean> save(Loaded before, Session next, @Nullable String revoked);

  /** Keeps a text that others do not see yet; an empty one is taken back. Refuses when the step is over. */
  Future<Void> hold(String roomId, int step, Held.Text text);

  /** Keeps all dots of somebody, which others do not see yet. Refuses when the step is over. */
  Future<Void> hold(String roomId, int step, String person, Map<Integer, Integer> dots);

  /** Lets nobody look later than this at a session. */
  Future<Void> wake(String roomId, Instant at);

  /** The sessions at which somebody has to look now, at most {@code most}; nobody else gets them for two seconds. */
  Future<List<Due>> due(int most);

  /** Says when somebody has to look again; null for never. Changes nothing if {@link #wake} came in between. */
  Future<Void> settle(Due due, @Nullable Instant next);

  /** The rounds whose session goes on or is about to. */
  Future<Set<String>> open();
}
