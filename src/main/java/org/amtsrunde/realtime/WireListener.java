package org.amtsrunde.realtime;

/** Who takes what comes over a {@link Wire}. All methods are called on the event loop of the connection. */
public interface WireListener {
  /** A whole message came in; the array is the taker's own. */
  void receive(byte[] message);

  /** What comes in cannot be read, or is larger than allowed: the taker closes the wire. */
  void malformed();

  /** The transport failed through a fault of ours: the taker closes the wire. */
  void failed();

  /**
   * The peer is gone; may be told more than once, the first time counts.
   *
   * @param goodbye whether it said that it has finished; else it may come back at once
   */
  void closed(boolean goodbye);
}
