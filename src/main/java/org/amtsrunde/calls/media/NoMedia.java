package org.amtsrunde.calls.media;

import io.vertx.core.Future;
import org.amtsrunde.kernel.Refusal;

/** No media server is set up: calls go from each to each. */
public final class NoMedia implements MediaBackend {
  @Override
  public boolean isReady() {
    return false;
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Future<Seat> enter(String callId, String participantId, Listener listener) {
    return Future.failedFuture(Refusal.unavailable());
  }

  @Override
  public Future<Void> close(String callId) {
    return Future.succeededFuture();
  }
}
