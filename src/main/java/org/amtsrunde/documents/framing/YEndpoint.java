package org.amtsrunde.documents.framing;

import io.vertx.core.Future;
import org.amtsrunde.http.SocketEndpoint;
import org.amtsrunde.kernel.Refusal;

/** {@code /documents/{id}}: y-websocket, with the sign-in cookie in the upgrade. */
public final class YEndpoint implements SocketEndpoint {
  private final DocumentSockets sockets;

  public YEndpoint(DocumentSockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public String path() {
    return "/documents/:id";
  }

  @Override
  public int maxBytes() {
    return DocumentSockets.MAX_BYTES;
  }

  @Override
  public Future<Opening> admit(Handshake handshake) {
    var signIn = handshake.signIn();
    if (signIn == null) {
      return Future.failedFuture(Refusal.unauthorized());
    }
    return sockets
        .authenticator
        .bySignIn(signIn)
        .compose(grant ->
            sockets
                .access
                .require(handshake.id(), grant.caller().personId())
                .map(access ->
                    (wire, loop) -> {
                      var socket = new YSocket(sockets, wire, loop, grant.caller());
                      socket.open(handshake.id());
                      return socket;
                    }));
  }
}
