package org.amtsrunde.http;

import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Codec;
import org.amtsrunde.realtime.protocol.Emulated;
import org.amtsrunde.realtime.protocol.MalformedFrame;

/**
 * The engine for networks that let no WebSocket pass: the client hears by an answer without an end and speaks by requests. Who may come
 * in is decided as for the WebSocket; the cookie counts on pages of ours only.
 */
final class StreamDoor {
  /** A frame as a text in JSON: every quotation mark in it has a backslash. */
  private static final int MAX_BODY_BYTES = 2 * EdgeVerticle.MAX_BYTES;

  private final ContextInternal context;
  private final EdgeVerticle.Parts parts;

  StreamDoor(ContextInternal context, EdgeVerticle.Parts parts) {
    this.context = context;
    this.parts = parts;
  }

  void mount(Router router, int loop) {
    router.post("/connection/http_stream").handler(this::enter);
    body(router, "/connection/http_stream", EdgeVerticle.MAX_BYTES)
        .handler(routing -> open(routing, loop, StreamWire.Kind.HTTP_STREAM, codec(routing), body(routing)));
    router
        .get("/connection/sse")
        .handler(this::enter)
        .handler(routing -> {
          var said = String.valueOf(routing.request().getParam("cf_connect", ""));
          open(routing, loop, StreamWire.Kind.SSE, Codec.JSON, said.getBytes(StandardCharsets.UTF_8));
        })
        .failureHandler(EdgeVerticle::failed);
    router.post("/emulation").handler(parts.filter()::guard);
    body(router, "/emulation", MAX_BODY_BYTES).handler(this::take);
  }

  /** A route of requests whose body is read. */
  private static Route body(Router router, String path, int most) {
    return router.post(path).handler(BodyHandler.create(false).setBodyLimit(most)).failureHandler(EdgeVerticle::failed);
  }

  private void enter(RoutingContext routing) {
    if (parts.filter().isForeign(routing.request())) {
      Api.problem(routing, Refusal.denied("this page may not do that"));
    } else if (!parts.health().accepting()) {
      Api.problem(routing, Refusal.unavailable(1000));
    } else {
      parts.filter().guard(routing);
    }
  }

  private static Codec codec(RoutingContext routing) {
    return Api.isType(routing, Api.BYTES) ? Codec.PROTOBUF : Codec.JSON;
  }

  private static byte[] body(RoutingContext routing) {
    var buffer = routing.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  private void open(RoutingContext routing, int loop, StreamWire.Kind kind, Codec codec, byte[] said) {
    routing
        .response()
        .setChunked(true)
        .putHeader("Content-Type", kind.type(codec))
        .putHeader("Cache-Control", "no-store, no-transform")
        .putHeader("X-Accel-Buffering", "no");
    var signIn = parts.filter().cookieOfOurPage(routing.request());
    var emulation = parts.emulation();
    var wire = new StreamWire(context, routing.request(), kind, codec, emulation.newSession());
    var connection = parts.engine().open(wire, loop, codec, signIn);
    wire.listener(connection);
    var remove = emulation.add(wire, signIn);
    routing.addEndHandler(ended -> {
      remove.run();
      wire.closed();
      connection.closed(false);
    });
    connection.receive(said);
  }

  private void take(RoutingContext routing) {
    Emulated said;
    try {
      said = Emulated.read(body(routing), codec(routing));
    } catch (MalformedFrame e) {
      throw Refusal.invalid("the request cannot be understood");
    }
    if (said.data().length > EdgeVerticle.MAX_BYTES) {
      throw Refusal.tooLarge("the commands are too large");
    }
    var taken = context.<Void>promise();
    parts.emulation().take(said, parts.filter().cookieOfOurPage(routing.request())).onComplete(taken);
    Api.done(routing, taken.future());
  }
}
