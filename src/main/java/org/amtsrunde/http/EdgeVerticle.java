package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.ops.Health;
import org.amtsrunde.realtime.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The edge of one event loop: accepts connections, turns an upgrade into a {@link org.amtsrunde.realtime.Connection}, and hands
 * requests to the routes of the capabilities. All instances share one port.
 */
public final class EdgeVerticle extends VerticleBase {
  /** Largest message of the engine's WebSocket and largest request body where nothing else is said, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int REQUEST_MILLIS = 20_000;

  /** Less than a connection may be idle. */
  private static final int LONG_REQUEST_MILLIS = 60_000;

  private static final String LONG = "long";
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
  private static final int SENDER_SECONDS = 15;
  private static final int IDLE_SECONDS = 75;

  /** What all instances share. */
  public record Parts(
      String host,
      int port,
      Engine engine,
      List<Thread> loops,
      SignInFilter filter,
      Origins origins,
      Health health,
      List<Routes> routes,
      List<SocketEndpoint> sockets,
      Emulation emulation) {}

  private final Parts parts;
  private final StaticFiles files = new StaticFiles();
  private @Nullable HttpServer server;
  private @Nullable Router router;

  public EdgeVerticle(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    var options =
        new HttpServerOptions()
            .setHost(parts.host())
            .setPort(parts.port())
            // Else a connection is none before its first request is there, and the deadline of its sender does not run.
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            // The connect command of an event stream stands in it, with where the client left each of its channels.
            .setMaxInitialLineLength(16 * 1024)
            .setMaxHeaderSize(16 * 1024)
            // Compression of sockets costs 100 KB each; assets are compressed at build.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setCompressionSupported(false)
            // Proxies speak HTTP/1.1 to us, and a WebSocket needs it.
            .setHttp2ClearTextEnabled(false)
            .setTcpUserTimeout(30_000);
    var senders = new SenderDeadline(vertx, SENDER_SECONDS * 1000L, IDLE_SECONDS * 1000L);
    var served = router(senders);
    router = served;
    var listening = vertx.createHttpServer(options).connectionHandler(senders::opened).requestHandler(served);
    server = listening;
    return listening.listen();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.shutdown(LAST_ANSWERS);
  }

  /** The port that was bound; of use where 0 was asked for. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** What the routes offer, by method and path, such as {@code POST /api/people/{id}}. */
  public Set<String> endpoints() {
    var endpoints = new TreeSet<String>();
    for (var route : router == null ? List.<Route>of() : router.getRoutes()) {
      var path = route.getPath();
      var methods = route.methods();
      if (path != null && methods != null) {
        methods.forEach(method -> endpoints.add(method + " " + path.replaceAll(":(\\w+)", "{$1}")));
      }
    }
    return endpoints;
  }

  private Router router(SenderDeadline senders) {
    var router = Router.router(vertx);
    router.route().handler(senders::requested);
    // What is no path at all meets no route.
    router.errorHandler(400, EdgeVerticle::unreadable).errorHandler(404, EdgeVerticle::unreadable);
    router.route().handler(StaticFiles::securityHeaders);
    router.route().handler(EdgeVerticle::readable);
    new HealthRoutes(parts.health()).mount(router);
    var sockets = new SocketDoor((ContextInternal) this.context, parts, senders);
    int loop = parts.loops().indexOf(Thread.currentThread());
    sockets.mount(router, parts.engine(), loop);
    parts.sockets().forEach(endpoint -> sockets.mount(router, endpoint));
    new StreamDoor((ContextInternal) this.context, parts).mount(router, loop);
    deadlines(router);
    router.route("/api/*").handler(parts.filter()::guard);
    // The first one that a request meets reads its body.
    for (var routes : parts.routes()) {
      routes
          .largeBodies()
          .forEach((path, most) -> router.post(path).handler(BodyHandler.create(false).setBodyLimit(most)));
    }
    var usual = BodyHandler.create(false).setBodyLimit(MAX_BYTES);
    router.route("/api/*").handler(context -> body(context, usual));
    router.route("/api/*").handler(parts.filter()::caller);
    parts.routes().forEach(routes -> routes.mount(router));
    router.route("/api/*").handler(context -> Api.problem(context, Refusal.notFound()));
    router.route("/api/*").failureHandler(EdgeVerticle::failed);
    router.route().handler(files::handle);
    return router;
  }

  /** What has no body by its method is not read as if it had one, whatever type it is said to be of. */
  private static void body(RoutingContext context, BodyHandler reader) {
    var method = context.request().method();
    if (HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method)) {
      reader.handle(context);
    } else {
      context.next();
    }
  }

  private void deadlines(Router router) {
    var longest = TimeoutHandler.create(LONG_REQUEST_MILLIS);
    var usual = TimeoutHandler.create(REQUEST_MILLIS);
    for (var routes : parts.routes()) {
      for (var path : routes.longReads()) {
        router.get(path).handler(context -> longest.handle(context.put(LONG, true)));
      }
    }
    router
        .route("/api/*")
        .handler(context -> {
          if (context.get(LONG) == null) {
            usual.handle(context);
          } else {
            context.next();
          }
        });
  }

  /** Refuses broken percent-encoding here; the router would report each as a fault of the server. */
  private static void readable(RoutingContext context) {
    try {
      context.normalizedPath();
      if (context.request().path().startsWith("/connection/")) {
        // Nobody else reads what stands behind the path without refusing what cannot be read.
        context.request().params();
      }
    } catch (IllegalArgumentException e) {
      unreadable(context);
      return;
    }
    context.next();
  }

  private static void unreadable(RoutingContext context) {
    Api.problem(context, Refusal.invalid("the address cannot be understood"));
  }

  static void failed(RoutingContext context) {
    var failure = context.failure();
    if (failure instanceof HttpClosedException) {
      return;
    }
    // With another status it is the router's own word for a request that it cannot take.
    if (failure != null && context.statusCode() == 500) {
      Api.problem(context, failure);
    } else {
      var refusal =
          switch (context.statusCode()) {
            case 413 -> Refusal.tooLarge("the body is too large");
            case 503 -> Refusal.unavailable();
            default -> Refusal.invalid("the request cannot be understood");
          };
      Api.problem(context, refusal);
    }
  }
}
