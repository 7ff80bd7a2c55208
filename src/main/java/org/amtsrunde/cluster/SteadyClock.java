package org.amtsrunde.cluster;

import com.hazelcast.internal.util.Clock;
import java.util.function.LongSupplier;

/**
 * The time that the members of a cluster tell each other: that of the wall when the node began, and from then on what has passed. A wall
 * clock that is put right, or wrong, while the node runs does not reach it. With one that jumps, calls between members count as too late
 * and heartbeats as too old, and parts of the cluster's tables are without an owner until that is over.
 *
 * <p>Hazelcast makes one by its name, {@link #use}.
 */
public final class SteadyClock extends Clock.ClockImpl {
  private static final String PROPERTY = "com.hazelcast.clock.impl";

  private final LongSupplier nanos;
  private final long startMillis;
  private final long startNanos;

  public SteadyClock() {
    this(System.currentTimeMillis(), System::nanoTime);
  }

  SteadyClock(long wallMillis, LongSupplier nanos) {
    this.nanos = nanos;
    this.startMillis = wallMillis;
    this.startNanos = nanos.getAsLong();
  }

  /** Makes it the clock of the members in this process; call it before the first of them is made. */
  static void use() {
    System.setProperty(PROPERTY, SteadyClock.class.getName());
  }

  @Override
  protected long currentTimeMillis() {
    return startMillis + (nanos.getAsLong() - startNanos) / 1_000_000;
  }
}
