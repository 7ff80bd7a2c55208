package org.amtsrunde.identity;

import io.vertx.core.Future;
import org.amtsrunde.kernel.Caller;

/** The rooms in the answer of {@code GET /api/me}; given by the messenger. */
public interface RoomSummaries {
  /** A JSON array as UTF-8. */
  Future<byte[]> roomsJson(Caller caller);
}
