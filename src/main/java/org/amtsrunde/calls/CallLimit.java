package org.amtsrunde.calls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.amtsrunde.kernel.Refusal;

/** How much one connection may say in calls: {@link CallRules#BURST} at once, then {@link CallRules#PER_SECOND} each second. */
final class CallLimit {
  private static final long NANOS_PER_TOKEN = 1_000_000_000L / CallRules.PER_SECOND;
  private static final long NANOS_WHEN_FULL = CallRules.BURST * NANOS_PER_TOKEN;

  /** Connection → the moment at which its bucket is full again. */
  private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

  private final LongSupplier nanos;

  CallLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Takes one, or throws "too many" with the time after which the next is free. */
  void take(String client) {
    long now = nanos.getAsLong();
    fullAt.compute(client, (id, full) -> taken(full == null || full - now < 0 ? now : full, now));
  }

  private static long taken(long full, long now) {
    long next = full + NANOS_PER_TOKEN;
    long over = next - now - NANOS_WHEN_FULL;
    if (over > 0) {
      throw Refusal.tooMany(over / 1_000_000 + 1);
    }
    return next;
  }

  void forget(String client) {
    fullAt.remove(client);
  }
}
