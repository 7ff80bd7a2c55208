package org.amtsrunde.realtime;

/** What the engine counts; {@code ops} turns it into figures. Methods may be called from any thread. */
public interface EngineMetrics {
  /** Counts nothing. */
  EngineMetrics NONE = new EngineMetrics() {};

  default void connected() {}

  default void disconnected(int code) {}

  default void delivered(int count) {}

  /** A look at a head found entries whose doorbell did not ring within a second after it either. */
  default void doorbellLost() {}

  /** Entries were read from the store because one was missing. */
  default void refilled() {}

  /** So much later than it should an event loop did what it does once a second. */
  default void loopLag(long nanos) {}

  default void recovered(boolean complete) {}

  default void command(String kind, long nanos, boolean ok) {}
}
