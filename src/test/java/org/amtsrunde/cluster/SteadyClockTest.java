package org.amtsrunde.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock of the members of a cluster; what a wall clock that jumps does to them, {@code MessengerProofIT} plays. */
class SteadyClockTest {
  @Test
  void tellsTheWallOfItsStartAndWhatHasPassedSince() {
    // A counter that runs over in between.
    var nanos = new AtomicLong(Long.MAX_VALUE - 500_000);
    var clock = new SteadyClock(1_000_000, nanos::get);
    assertThat(clock.currentTimeMillis()).isEqualTo(1_000_000);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(90));
    assertThat(clock.currentTimeMillis()).isEqualTo(1_090_000);
  }
}
