package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Damaged bytes are refused or are another update, but never anything else, and never cost more than their size allows. A
 * failure names its seed; {@code -Dyjs.seed} repeats it.
 */
class DamageTest {
  private static final int MUTATIONS = 20_000;
  private static final long MOST_BYTES = 400_000;
  private static final long MOST_NANOS = 3_000_000_000L;

  private final long seed = Long.getLong("yjs.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<byte[]> updates = new ArrayList<>();
  private int accepted;

  @BeforeEach
  void load() {
    for (var operation : List.of("sv", "merge")) {
      for (var vector : VectorsTest.vectors(operation)) {
        vector.inputs().stream().filter(update -> update.length < 600).forEach(updates::add);
      }
    }
    assertThat(updates).hasSizeGreaterThan(200);
  }

  private byte[] one() {
    return updates.get(random.nextInt(updates.size()));
  }

  private byte[] damaged(byte[] update) {
    var bytes = update.clone();
    for (int n = random.nextInt(1, 4); n > 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt(256);
        case 3 -> bytes[at] = (byte) 0xff;
        case 4 -> bytes = joined(bytes, at, bytes, Math.min(bytes.length, at + random.nextInt(1, 9)));
        default -> {
          var other = one();
          bytes = joined(bytes, at, other, random.nextInt(other.length));
        }
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] head, int until, byte[] tail, int from) {
    var joined = Arrays.copyOf(head, until + tail.length - from);
    System.arraycopy(tail, from, joined, until, tail.length - from);
    return joined;
  }

  private void tryAll(byte[] update) {
    try {
      Updates.check(update);
    } catch (MalformedUpdate refused) {
      assertRefused(update);
      return;
    }
    accepted++;
    var other = one();
    Updates.structCount(update);
    var vector = Updates.stateVector(update);
    var to = StateVector.of(Updates.meta(update).to());
    assertThat(to.covers(vector)).isTrue();
    assertThat(Updates.isKnown(update, to, Updates.deleteSet(update))).isTrue();
    Updates.check(Updates.diff(update, vector));
    Updates.check(Updates.diff(other, vector));
    Updates.check(Updates.diff(update, Updates.stateVector(other)));
    var merged = Updates.merge(List.of(update, other));
    Updates.check(merged);
    // A merge forgets a gap with nothing behind it.
    var without = Updates.merge(List.of(other, new byte[2]));
    assertThat(Updates.isKnown(without, StateVector.of(Updates.meta(merged).to()), Updates.deleteSet(merged))).isTrue();
  }

  private void assertRefused(byte[] update) {
    List<Runnable> calls =
        List.of(
            () -> Updates.merge(List.of(update, new byte[2])),
            () -> Updates.diff(update, StateVector.EMPTY),
            () -> Updates.stateVector(update),
            () -> Updates.meta(update),
            () -> Updates.deleteSet(update),
            () -> Updates.isKnown(update, StateVector.EMPTY, DeleteSet.EMPTY),
            () -> Updates.structCount(update));
    try {
      calls.get(random.nextInt(calls.size())).run();
    } catch (MalformedUpdate refused) {
      return;
    }
    fail("accepted by one and refused by another");
  }

  private void watched(byte[] bytes, Runnable work) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("-Dyjs.seed=" + seed + " " + HexFormat.of().formatHex(bytes), e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("-Dyjs.seed=%s %s", seed, HexFormat.of().formatHex(bytes)).isLessThan(MOST_BYTES);
  }

  @Test
  void damagedUpdatesAreRefusedOrAreUpdates() {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < MUTATIONS; i++) {
      var update = damaged(one());
      watched(update, () -> tryAll(update));
    }
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(MOST_NANOS);
    assertThat(accepted).as("accepted, -Dyjs.seed=%s", seed).isBetween(MUTATIONS / 100, MUTATIONS / 2);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int i = 0; i < 50; i++) {
      var update = one();
      for (int length = 0; length < update.length; length++) {
        var shorter = Arrays.copyOf(update, length);
        watched(shorter, () -> assertRefusedByCheck(shorter));
      }
    }
  }

  private void assertRefusedByCheck(byte[] update) {
    try {
      Updates.check(update);
    } catch (MalformedUpdate refused) {
      assertRefused(update);
      return;
    }
    fail("a truncated update was accepted");
  }

  @Test
  void otherDamagedBytesAreRefusedOrRead() {
    var awareness = VectorsTest.vectors("awareness").getFirst().inputs();
    var table = new Awareness(10, 100);
    for (int i = 0; i < MUTATIONS; i++) {
      var update = damaged(awareness.get(random.nextInt(awareness.size())));
      int now = i;
      List<Runnable> calls =
          List.of(
              () -> table.apply(update, now),
              () -> Snapshot.decode(update),
              () -> RelativePosition.decode(update),
              () -> StateVector.decode(update),
              () -> Any.read(new Lib0Reader(update)));
      watched(
          update,
          () -> {
            try {
              calls.get(random.nextInt(calls.size())).run();
            } catch (MalformedUpdate refused) {
              // As it should be.
            }
          });
      assertThat(table.clients()).hasSizeLessThanOrEqualTo(10);
    }
  }
}
