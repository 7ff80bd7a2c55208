package org.amtsrunde.messenger;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.amtsrunde.kernel.Refusal;

/**
 * How fast one person may write on this node: {@value #BURST} at once, then {@value #PER_SECOND} each second. A bucket that
 * is full again is forgotten, so that at most {@value #MOST_BUCKETS} and the writers of the last two seconds are kept.
 */
public final class PostLimit {
  static final int BURST = 10;
  static final int PER_SECOND = 5;
  static final int MOST_BUCKETS = 10_000;
  private static final long NANOS_PER_TOKEN = 1_000_000_000L / PER_SECOND;
  private static final long NANOS_WHEN_FULL = BURST * NANOS_PER_TOKEN;

  /** Person → the moment at which the bucket is full again. */
  private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();

  private final LongSupplier nanos;
  private final boolean counts;

  /** @param nanos a clock that only goes forward, such as {@code System::nanoTime} */
  public PostLimit(LongSupplier nanos) {
    this(nanos, true);
  }

  private PostLimit(LongSupplier nanos, boolean counts) {
    this.nanos = nanos;
    this.counts = counts;
  }

  /** For what was counted elsewhere. */
  public static PostLimit none() {
    return new PostLimit(() -> 0, false);
  }

  /** Takes one, or throws "too many" with the time after which the next is free. */
  public void take(String personId) {
    if (!counts) {
      return;
    }
    long now = nanos.getAsLong();
    if (fullAt.size() >= MOST_BUCKETS) {
      fullAt.values().removeIf(full -> full - now <= 0);
    }
    fullAt.compute(personId, (id, full) -> taken(full == null || full - now < 0 ? now : full, now));
  }

  private static long taken(long full, long now) {
    long next = full + NANOS_PER_TOKEN;
    long over = next - now - NANOS_WHEN_FULL;
    if (over > 0) {
      throw Refusal.tooMany(over / 1_000_000 + 1);
    }
    return next;
  }
}
