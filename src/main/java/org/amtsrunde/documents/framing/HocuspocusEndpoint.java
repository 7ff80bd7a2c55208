package org.amtsrunde.documents.framing;

import io.vertx.core.Future;
import org.amtsrunde.http.SocketEndpoint;

/** {@code /collaboration}: Hocuspocus 4; who it is stands in the first message for each document. */
public final class HocuspocusEndpoint implements SocketEndpoint {
  private final DocumentSockets sockets;

  public HocuspocusEndpoint(DocumentSockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public String path() {
    return "/collaboration";
  }

  @Override
  public int maxBytes() {
    return DocumentSockets.MAX_BYTES;
  }

  @Override
  public Future<Opening> admit(Handshake handshake) {
    return Future.succeededFuture((wire, loop) -> new HocuspocusSocket(sockets, wire, loop, handshake.signIn()));
  }
}
