package org.amtsrunde.http;

import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.ops.Health;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.WireListener;
import org.amtsrunde.realtime.protocol.Codec;

/**
 * Turns requests of one event loop into WebSockets: the engine's own and those of the capabilities. A page of somebody else is
 * refused; a script, which has no origin, is not, and its cookie counts where the endpoint says so.
 */
final class SocketDoor {
  private final ContextInternal context;
  private final Frames frames;
  private final Origins origins;
  private final SignInFilter filter;
  private final Health health;
  private final SenderDeadline senders;

  SocketDoor(ContextInternal context, EdgeVerticle.Parts parts, SenderDeadline senders) {
    this.context = context;
    this.frames = new Frames(context.nettyEventLoop());
    this.origins = parts.origins();
    this.filter = parts.filter();
    this.health = parts.health();
    this.senders = senders;
  }

  /** The engine's; the cookie counts on pages of ours only. */
  void mount(Router router, Engine engine, int loop) {
    router
        .get("/connection/websocket")
        .handler(routing -> {
          var request = routing.request();
          if (!Upgrade.isAsked(request)) {
            routing.response().setStatusCode(426).putHeader("Upgrade", "websocket").end();
          } else if (mayEnter(routing)) {
            boolean protobuf =
                "protobuf".equals(request.getParam("format")) || Upgrade.PROTOBUF.equals(Upgrade.subprotocol(request));
            var codec = protobuf ? Codec.PROTOBUF : Codec.JSON;
            var signIn = origins.isOurs(request.getHeader("Origin")) ? filter.cookie(request) : null;
            var wire = new SocketWire(context, frames, codec.binary(), EdgeVerticle.MAX_BYTES);
            enter(routing, wire, engine.open(wire, loop, codec, signIn));
          }
        });
  }

  /** One of a capability. What asks for no WebSocket there is left to whoever serves the pages. */
  void mount(Router router, SocketEndpoint endpoint) {
    boolean hasId = endpoint.path().contains(":id");
    router
        .get(endpoint.path())
        .handler(routing -> {
          if (!Upgrade.isAsked(routing.request())) {
            routing.next();
          } else if (mayEnter(routing)) {
            var id = hasId ? String.valueOf(routing.pathParam("id")) : "";
            Upgrade.reading(routing.request(), false);
            endpoint
                .admit(new SocketEndpoint.Handshake(id, filter.cookie(routing.request())))
                .onComplete(
                    opening -> {
                      if (Upgrade.isOpen(routing.request())) {
                        var wire = new SocketWire(context, frames, true, endpoint.maxBytes());
                        enter(routing, wire, opening.open(wire, context));
                        Upgrade.reading(routing.request(), true);
                      }
                    },
                    failure -> {
                      Upgrade.reading(routing.request(), true);
                      Api.problem(routing, failure);
                    });
          }
        });
  }

  private boolean mayEnter(RoutingContext routing) {
    var request = routing.request();
    var origin = request.getHeader("Origin");
    if (origin != null && !origins.isOurs(origin)) {
      Api.problem(routing, Refusal.denied("this page may not do that"));
      return false;
    }
    if (!health.accepting()) {
      Api.problem(routing, Refusal.unavailable(1000));
      return false;
    }
    int refusal = Upgrade.refusal(request);
    if (refusal == 400) {
      Api.problem(routing, Refusal.invalid("the handshake is broken"));
      return false;
    }
    if (refusal != 0) {
      routing.response().setStatusCode(refusal).putHeader("Sec-WebSocket-Version", "13").end();
      return false;
    }
    return true;
  }

  private void enter(RoutingContext routing, SocketWire wire, WireListener listener) {
    senders.upgraded(routing.request());
    wire.listener(listener);
    Upgrade.to(wire, routing.request());
  }
}
