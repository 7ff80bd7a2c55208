package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;

/** The calls of rooms, as far as guests are concerned. Both may be repeated. */
public interface GuestCalls {
  /** The guest may take part until then. */
  Future<Void> letIn(String roomId, String guestId, Instant until);

  /** The guest takes part no more. */
  Future<Void> sendOut(String roomId, String guestId);
}
