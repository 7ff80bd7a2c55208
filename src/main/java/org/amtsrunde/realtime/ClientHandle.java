package org.amtsrunde.realtime;

import org.amtsrunde.kernel.Caller;

/** One connection, as capabilities see it. All methods may be called from any thread. */
public interface ClientHandle {
  /** Id of the connection; new with each connect. */
  String clientId();

  Caller caller();

  /**
   * Sends a message outside the logs. It may be dropped; while the socket is slow only the newest of one key is kept.
   *
   * @param key what the message replaces, such as {@code typing/<room>/<person>}
   * @param json the data of the push, UTF-8
   */
  void message(String key, byte[] json);

  /** Closes the connection for good, after what was said before; clients do not come back by themselves. */
  void end();
}
