package org.amtsrunde.realtime;

/** Told of connections of this node, on the event loop of the connection. Must not block. */
public interface ClientListener {
  /** After a successful connect command. */
  void connected(ClientHandle client);

  /** Once for every {@link #connected}. */
  void disconnected(ClientHandle client);

  /** Whether guests are of interest; who says no is never told of one. */
  default boolean hearsOfGuests() {
    return false;
  }
}
