package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the round has planned. */
public interface Plans {
  /** The session that is going on at this time or else the next; null where there is none. */
  Future<@Nullable Planned> next(String roomId, Instant now);
}
