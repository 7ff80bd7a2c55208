package org.amtsrunde.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tail against a log in memory, while doorbells are lost, repeated and overtaken, looks at the head and reads come late, and
 * the log begins new lives. What is handed out must be the log, each entry once and in order.
 */
class ChannelTailTest {
  private static final int STEPS = 100_000;
  private static final int LIMIT = 20;

  /** A log as the store keeps it; data of an erased entry is null. */
  private static final class Log {
    final List<String> data = new ArrayList<>();
    final List<Directive> directives = new ArrayList<>();
    int life;

    Position head() {
      return new Position("life" + life, data.size());
    }

    LogEntry entry(long offset) {
      var text = data.get((int) offset - 1);
      var bytes = (text == null ? "{\"type\":\"erased\"}" : text).getBytes(StandardCharsets.UTF_8);
      return new LogEntry(offset, bytes, null, text == null ? null : directives.get((int) offset - 1));
    }

    List<LogEntry> after(long offset) {
      var entries = new ArrayList<LogEntry>();
      for (long next = offset + 1; next <= data.size() && entries.size() < LIMIT; next++) {
        entries.add(entry(next));
      }
      return entries;
    }
  }

  private record Doorbell(String epoch, LogEntry entry) {}

  private record Look(Position asked, Position head) {}

  private record Read(Position from, List<LogEntry> entries) {}

  private final Log log = new Log();
  private final List<Doorbell> ringing = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private ChannelTail tail = new ChannelTail(log.head(), List.of());
  private long told;
  private int lives;
  private int handedOut;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122, 4711})
  void handsOutTheLogWhateverHappens(long seed) {
    System.out.println("ChannelTailTest seed " + seed);
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      step(random);
    }
    while (!tail.position().equals(log.head())) {
      look(new Look(tail.position(), log.head()));
      reads.forEach(this::filled);
      reads.clear();
    }
    assertThat(told).isEqualTo(log.head().offset());
    assertThat(lives).isPositive();
    assertThat(handedOut).isGreaterThan(STEPS / 10);
  }

  @Test
  void aDoorbellThatIsLateIsNotLost() {
    append("first");
    look(new Look(tail.position(), log.head()));
    reads.forEach(this::filled);
    assertThat(told).isEqualTo(1);
    tail.offer(log.head().epoch(), log.entry(1));
    assertThat(tail.doorbellLost()).as("it rang after the look").isFalse();

    append("second");
    look(new Look(tail.position(), log.head()));
    tail.offer(log.head().epoch(), log.entry(1));
    assertThat(tail.doorbellLost()).as("only the one before it rang").isTrue();
    assertThat(tail.doorbellLost()).as("counted once").isFalse();
  }

  private void append(String text) {
    log.data.add(text);
    log.directives.add(null);
  }

  private void step(Random random) {
    int dice = random.nextInt(1000);
    if (dice < 350) {
      append(random);
    } else if (dice < 700 && !ringing.isEmpty()) {
      int which = random.nextInt(ringing.size());
      var doorbell = random.nextInt(5) == 0 ? ringing.get(which) : ringing.remove(which);
      handOut(tail.offer(doorbell.epoch, doorbell.entry));
    } else if (dice < 780 && looks.size() < 3) {
      looks.add(new Look(tail.position(), log.head()));
    } else if (dice < 860 && !looks.isEmpty()) {
      look(looks.remove(random.nextInt(looks.size())));
    } else if (dice < 950 && !reads.isEmpty()) {
      filled(reads.remove(random.nextInt(reads.size())));
    } else if (dice < 998) {
      missed(random);
    } else {
      begin(random);
    }
  }

  private void append(Random random) {
    Directive directive = null;
    if (random.nextInt(10) == 0 && !log.data.isEmpty()) {
      long gone = 1 + random.nextInt(log.data.size());
      log.data.set((int) gone - 1, null);
      directive = new Directive.Erase(List.of(gone));
    }
    log.data.add("{\"n\":" + random.nextInt(1000) + "}");
    log.directives.add(directive);
    if (random.nextInt(3) > 0) {
      ringing.add(new Doorbell(log.head().epoch(), log.entry(log.data.size())));
    }
    if (ringing.size() > 8) {
      ringing.remove(0);
    }
  }

  private void look(Look look) {
    switch (tail.head(look.asked, look.head)) {
      case CURRENT -> {}
      case BEHIND -> {
        // As the node does it: one read at a time.
        if (reads.isEmpty()) {
          reads.add(new Read(tail.position(), log.after(tail.position().offset())));
        }
      }
      case LOST -> {
        assertThat(look.head.epoch()).as("only a new life is a loss").isNotEqualTo(tail.position().epoch());
        tail.restart(look.head);
        told = look.head.offset();
      }
    }
  }

  private void filled(Read read) {
    if (read.from.epoch().equals(tail.position().epoch()) && read.from.epoch().equals(log.head().epoch())) {
      handOut(tail.filled(read.entries));
    }
  }

  private void handOut(List<LogEntry> entries) {
    for (var entry : entries) {
      assertThat(entry.offset()).isEqualTo(++told);
      handedOut++;
      if (tail.position().epoch().equals(log.head().epoch())) {
        var now = log.entry(entry.offset());
        assertThat(Arrays.equals(entry.data(), now.data()) || ChannelLog.isErased(now)).as("entry %d", told).isTrue();
      }
    }
    assertThat(tail.position().offset()).isEqualTo(told);
  }

  private void missed(Random random) {
    var at = tail.position();
    long offset = Math.max(0, at.offset() - random.nextInt(20));
    var missed = tail.missed(offset);
    assertThat(tail.missed(at.offset())).isEmpty();
    assertThat(tail.missed(at.offset() + 1)).isNull();
    if (missed != null) {
      assertThat(missed).hasSize((int) (at.offset() - offset));
      for (var entry : missed) {
        assertThat(entry.offset()).isEqualTo(++offset);
      }
    }
  }

  /** The store has lost a part of the log or all of it. */
  private void begin(Random random) {
    int kept = random.nextInt(log.data.size() + 1);
    log.data.subList(kept, log.data.size()).clear();
    log.directives.subList(kept, log.directives.size()).clear();
    log.life++;
    lives++;
  }

  @Test
  void anotherEntryWithTheNumberOfOneThatWasDeliveredContradictsIt() {
    var one = new ChannelTail(new Position("life", 0), List.of());
    for (int offset = 1; offset <= 5; offset++) {
      one.offer("life", entry(offset, "old"));
    }
    assertThat(one.contradicts(entry(4, "new"))).as("not the last").isTrue();
    assertThat(one.contradicts(entry(4, "old"))).isFalse();
    assertThat(one.contradicts(entry(6, "new"))).isFalse();
    one.offer("life", new LogEntry(6, new byte[] {1}, null, new Directive.Erase(List.of(4L))));
    assertThat(one.contradicts(entry(4, "new"))).as("erased").isFalse();
  }

  private static LogEntry entry(long offset, String life) {
    return new LogEntry(offset, (life + offset).getBytes(StandardCharsets.UTF_8), null, null);
  }
}
