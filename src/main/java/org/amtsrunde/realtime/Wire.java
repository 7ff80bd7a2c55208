package org.amtsrunde.realtime;

import java.util.List;

/** The transport under a connection. All methods are called on the event loop of the connection. */
public interface Wire {
  /**
   * Sends these messages as one frame, put together as the codec of the connection has it. Neither the arrays nor the list may
   * change afterwards: whoever gets the very same messages next may be sent the same encoded bytes.
   *
   * @param messages at least one
   */
  void send(List<byte[]> messages);

  /** Whether the peer takes less than it is sent; {@link #onDrain} tells when that is over. */
  boolean full();

  void onDrain(Runnable drained);

  /** Stops and goes on reading what the client sends. */
  void reading(boolean on);

  /** Closes with code and reason; nothing is sent after it. */
  void close(int code, String reason);

  /**
   * The secret by which a client names this transport where what it says comes another way than what it hears; empty where
   * both go over the same connection. Never logged.
   */
  default String session() {
    return "";
  }
}
