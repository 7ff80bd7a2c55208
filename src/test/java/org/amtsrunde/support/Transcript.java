package org.amtsrunde.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one client was told in one channel, and every contradiction in it. */
public final class Transcript {
  private final TreeMap<Long, String> entries = new TreeMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private boolean begun;
  private long last = -1;

  /** What was recovered comes with the next calls of {@link #add}. */
  synchronized void subscribed(boolean recovered) {
    if (begun && !recovered) {
      contradictions.add("not recovered after " + last);
    }
    begun = true;
  }

  synchronized void add(long offset, String data) {
    if (last >= 0 && offset != last + 1) {
      contradictions.add(offset + " after " + last);
    }
    last = offset;
    entries.put(offset, data);
  }

  /** Holes, repetitions, recoveries that were not whole: all that must not be. */
  public synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** Whether the channel was ever subscribed. */
  public synchronized boolean begun() {
    return begun;
  }

  /** The offset of the newest entry; -1 before the first. */
  public synchronized long last() {
    return last;
  }

  /** Offset → data. */
  public synchronized Map<Long, String> entries() {
    return new TreeMap<>(entries);
  }

  public synchronized boolean contains(String part) {
    return entries.values().stream().anyMatch(data -> data.contains(part));
  }
}
