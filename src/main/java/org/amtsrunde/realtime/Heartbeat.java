package org.amtsrunde.realtime;

import java.util.List;

/**
 * Pings, missing pongs, connections that never introduce themselves, and permissions that end: one tick a second for all
 * connections of a loop instead of timers for each.
 */
final class Heartbeat {
  /** How often the server pings, in seconds. */
  static final int PING_SECONDS = 25;

  /** A process that stood still gets all the ticks it missed at once; they count as one, for its clients did nothing wrong. */
  private static final long SHORTEST_NANOS = 500_000_000;

  private static final long PERIOD_NANOS = 1_000_000_000;

  private final Hub hub;
  private long second;
  private long lastTick = System.nanoTime() - PERIOD_NANOS;

  Heartbeat(Hub hub) {
    this.hub = hub;
  }

  void tick() {
    long now = System.nanoTime();
    if (now - lastTick < SHORTEST_NANOS) {
      return;
    }
    hub.metrics().loopLag(Math.max(0, now - lastTick - PERIOD_NANOS));
    lastTick = now;
    second++;
    long waiting = 0;
    for (var connection : List.copyOf(hub.connections())) {
      connection.tick(second);
      waiting += connection.outbox.waiting();
    }
    hub.waiting(waiting);
  }
}
