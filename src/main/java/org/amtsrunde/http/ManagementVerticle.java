package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import org.amtsrunde.ops.Health;
import org.jspecify.annotations.Nullable;

/** Figures and health on a port of their own, for the machine or a private network. */
public final class ManagementVerticle extends VerticleBase {
  private final String host;
  private final int port;
  private final Health health;
  private final Supplier<String> figures;
  private @Nullable HttpServer server;

  public ManagementVerticle(String host, int port, Health health, Supplier<String> figures) {
    this.host = host;
    this.port = port;
    this.health = health;
    this.figures = figures;
  }

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    new HealthRoutes(health).mount(router);
    router
        .get("/metrics")
        .handler(context ->
            vertx
                .executeBlocking(figures::get)
                .onComplete(
                    text ->
                        context
                            .response()
                            .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                            .end(text),
                    context::fail));
    var listening = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(30));
    server = listening;
    return listening.requestHandler(router).listen();
  }

  /** The port that was bound. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }
}
