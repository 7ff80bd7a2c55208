package org.amtsrunde.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of one channel log as this node knows it: which entry comes next, the newest entries in memory, and those that came
 * too early. Pure; decides what is delivered and what has to be read.
 *
 * <p>Guarantee: {@link #offer}, {@link #filled} and {@link #head} together hand out every entry after the start exactly once and
 * in order, whatever doorbells are lost, repeated or overtaken.
 */
final class ChannelTail {
  /** The newest entries kept for clients that come back. */
  static final int RING_ENTRIES = 256;

  static final int RING_BYTES = 256 * 1024;
  private static final int MAX_EARLY = 256;

  private final ArrayDeque<LogEntry> ring = new ArrayDeque<>();
  private final TreeMap<Long, LogEntry> early = new TreeMap<>();
  private String epoch;
  private long last;
  private int ringBytes;

  /** The newest entry that a look at the head found before its doorbell rang; 0 when none is waited for. */
  private long unrung;

  /**
   * @param before what comes before the start and goes into memory: nothing, or every entry from some offset up to the start
   */
  ChannelTail(Position start, List<LogEntry> before) {
    this.epoch = start.epoch();
    this.last = start.offset();
    before.forEach(this::keep);
  }

  Position position() {
    return new Position(epoch, last);
  }

  /** Whether entries are held back because one before them is missing. */
  boolean hasGap() {
    return !early.isEmpty();
  }

  /** A doorbell rang. Returns what can be delivered now; of another epoch nothing, the next look at the head decides. */
  List<LogEntry> offer(String entryEpoch, LogEntry entry) {
    if (!entryEpoch.equals(epoch)) {
      return List.of();
    }
    if (entry.offset() >= unrung) {
      unrung = 0;
    }
    if (entry.offset() <= last) {
      return List.of();
    }
    if (entry.offset() > last + 1) {
      if (early.size() < MAX_EARLY) {
        early.put(entry.offset(), entry);
      }
      return List.of();
    }
    var out = new ArrayList<LogEntry>();
    take(entry, out);
    drain(out);
    return out;
  }

  /** Entries were read from the log. */
  List<LogEntry> filled(List<LogEntry> entries) {
    var out = new ArrayList<LogEntry>();
    for (var entry : entries) {
      if (entry.offset() == last + 1) {
        take(entry, out);
      }
    }
    drain(out);
    return out;
  }

  /** What a look at the head of the log showed. */
  enum Head {
    /** Nothing is missing. */
    CURRENT,
    /** Entries after {@link #position} have to be read. */
    BEHIND,
    /** The log has begun a new life, or ends before what was delivered: every subscriber starts anew. */
    LOST
  }

  /**
   * @param asked {@link #position} when the head was asked for: what was delivered since then is no contradiction
   */
  Head head(Position asked, Position head) {
    if (!asked.epoch().equals(epoch)) {
      return Head.CURRENT;
    }
    if (!head.epoch().equals(epoch) || head.offset() < asked.offset()) {
      return Head.LOST;
    }
    if (head.offset() <= last) {
      return Head.CURRENT;
    }
    unrung = head.offset();
    return Head.BEHIND;
  }

  /**
   * Whether the doorbell of what the last look at the head found has not rung since; true once for each such look. One that was
   * merely on its way when the head was read is not lost.
   */
  boolean doorbellLost() {
    boolean lost = unrung > 0;
    unrung = 0;
    return lost;
  }

  /** Starts anew at this position. */
  void restart(Position at) {
    epoch = at.epoch();
    last = at.offset();
    ring.clear();
    ringBytes = 0;
    early.clear();
    unrung = 0;
  }

  /** The last entry delivered, if it is in memory. */
  @Nullable LogEntry newest() {
    return ring.peekLast();
  }

  /** Whether the log now has another entry where one was delivered; one that was erased meanwhile is the same. */
  boolean contradicts(LogEntry read) {
    var newest = ring.peekLast();
    if (newest == null || read.offset() > newest.offset()) {
      return false;
    }
    return ring.stream()
        .anyMatch(known ->
            known.offset() == read.offset()
                && !ChannelLog.isErased(read)
                && !ChannelLog.isErased(known)
                && !Arrays.equals(known.data(), read.data()));
  }

  /** What a client at this offset has missed, from memory; null if that does not reach back so far. */
  @Nullable List<LogEntry> missed(long offset) {
    if (offset == last) {
      return List.of();
    }
    var first = ring.peekFirst();
    if (offset > last || first == null || first.offset() > offset + 1) {
      return null;
    }
    return ring.stream().filter(entry -> entry.offset() > offset).toList();
  }

  private void drain(List<LogEntry> out) {
    while (!early.isEmpty() && early.firstKey() <= last + 1) {
      var entry = early.pollFirstEntry().getValue();
      if (entry.offset() == last + 1) {
        take(entry, out);
      }
    }
  }

  private void take(LogEntry entry, List<LogEntry> out) {
    last = entry.offset();
    out.add(entry);
    if (entry.directive() instanceof Directive.Erase erase) {
      erase(erase.offsets());
    }
    keep(entry);
  }

  private void keep(LogEntry entry) {
    ring.addLast(entry);
    ringBytes += entry.data().length;
    while (ring.size() > RING_ENTRIES || ringBytes > RING_BYTES) {
      ringBytes -= ring.removeFirst().data().length;
    }
  }

  private void erase(List<Long> offsets) {
    int count = ring.size();
    for (int i = 0; i < count; i++) {
      var entry = ring.removeFirst();
      ring.addLast(offsets.contains(entry.offset()) ? ChannelLog.erased(entry) : entry);
    }
  }
}
