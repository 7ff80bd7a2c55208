package org.amtsrunde.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;
import org.jspecify.annotations.Nullable;

/** A WebSocket that a capability offers. Its messages are binary; what it is asked runs on the event loop of the connection. */
public interface SocketEndpoint {
  /** The path as the router takes it, such as {@code /documents/:id}. */
  String path();

  /** Of one message that comes in. */
  int maxBytes();

  /**
   * Who asks to come in. Pages of others never get as far as this.
   *
   * @param id the path's {@code :id}; empty where it has none
   * @param signIn secret of the sign-in cookie; null for none
   */
  record Handshake(String id, @Nullable String signIn) {}

  /**
   * Decides before the handshake is answered. A {@link org.amtsrunde.kernel.Refusal} becomes the HTTP status of its kind; while it
   * is not decided the client is not read.
   */
  Future<Opening> admit(Handshake handshake);

  /** What happens when the handshake is done. */
  interface Opening {
    /**
     * @param loop of the connection: everything of the wire and the listener belongs there
     * @return takes what comes in
     */
    WireListener open(Wire wire, Context loop);
  }
}
