package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;

/** Who knows the guests of sessions, who have no account. */
public interface Guests {
  Guests NONE = (roomId, guestId) -> Future.succeededFuture(Optional.empty());

  /** The guest, waiting or let in, as long as their session is not over; empty for anybody else. */
  Future<Optional<Caller>> find(String roomId, String guestId);
}
