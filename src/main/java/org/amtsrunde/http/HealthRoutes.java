package org.amtsrunde.http;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.ops.Health;

/** {@code /health/live} answers as long as the process does; {@code /health/ready} is 200 when the node takes traffic, else 503. */
final class HealthRoutes implements Routes {
  private static final byte[] LIVE = "{\"status\":\"live\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private final Health health;

  HealthRoutes(Health health) {
    this.health = health;
  }

  @Override
  public void mount(Router router) {
    router.route("/health/live").method(GET).method(HEAD).handler(context -> answer(context, 200, LIVE));
    router
        .route("/health/ready")
        .method(GET)
        .method(HEAD)
        .handler(context -> answer(context, health.ready() ? 200 : 503, health.report()));
  }

  private static void answer(RoutingContext context, int status, byte[] json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(json));
  }
}
