package org.amtsrunde.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends connections that send a request too slowly: one byte now and then is no idle connection, and would otherwise be kept for ever.
 * The first request must be complete in time after the connection was opened, each further one after the answer before it. Runs on
 * the event loop of its connections.
 */
final class SenderDeadline {
  private static final Long NONE = -1L;

  private final Vertx vertx;
  private final long firstMillis;
  private final long nextMillis;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  /**
   * @param firstMillis for the first request
   * @param nextMillis for each further one, the time in which the connection is idle among it
   */
  SenderDeadline(Vertx vertx, long firstMillis, long nextMillis) {
    this.vertx = vertx;
    this.firstMillis = firstMillis;
    this.nextMillis = nextMillis;
  }

  void opened(HttpConnection connection) {
    timers.put(connection, NONE);
    set(connection, firstMillis);
    connection.closeHandler(ignored -> forget(connection));
  }

  /** The head of a request is there; the clock goes on until its body is, too. */
  void requested(RoutingContext context) {
    var connection = context.request().connection();
    context.request().end().onComplete(ignored -> set(connection, context.response().ended() ? nextMillis : 0));
    context.addEndHandler(ignored -> set(connection, nextMillis));
    context.next();
  }

  /** It becomes a socket, which has deadlines of its own. */
  void upgraded(HttpServerRequest request) {
    forget(request.connection());
  }

  private void forget(HttpConnection connection) {
    set(connection, 0);
    timers.remove(connection);
  }

  /** @param millis 0 to wait as long as it takes */
  private void set(HttpConnection connection, long millis) {
    timers.computeIfPresent(
        connection,
        (known, timer) -> {
          vertx.cancelTimer(timer);
          return millis == 0 ? NONE : vertx.setTimer(millis, fired -> connection.close().onFailure(gone -> {}));
        });
  }
}
