package org.amtsrunde.documents.yjs;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far each client's history is known: client → clock of the first change that is not. Immutable. On the wire:
 * {@code count (client clock)*}, the greatest client first.
 */
public final class StateVector {
  public static final StateVector EMPTY = new StateVector(new long[0], new int[0]);

  private final long[] clients;
  private final int[] clocks;

  /** @param clients in ascending order, each once */
  StateVector(long[] clients, int[] clocks) {
    this.clients = clients;
    this.clocks = clocks;
  }

  public static StateVector of(Map<Long, Integer> clocks) {
    var sorted = new TreeMap<>(clocks);
    return new StateVector(
        sorted.keySet().stream().mapToLong(Long::longValue).toArray(),
        sorted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Reads one, in any order of clients; of a client that is named twice the last counts.
   *
   * @throws MalformedUpdate if these bytes are none, or more follows
   */
  public static StateVector decode(byte[] bytes) {
    var in = new Lib0Reader(bytes);
    var clocks = new TreeMap<Long, Integer>();
    for (int n = in.count(); n > 0; n--) {
      clocks.put(in.varUint(), in.varUint31());
    }
    if (in.hasMore()) {
      throw new MalformedUpdate("something follows the state vector");
    }
    return of(clocks);
  }

  public byte[] encode() {
    var out = new Lib0Writer(2 + clients.length * 8);
    out.varUint(clients.length);
    for (int i = clients.length - 1; i >= 0; i--) {
      out.varUint(clients[i]).varUint(clocks[i]);
    }
    return out.toBytes();
  }

  /** 0 for a client of whom nothing is known. */
  public int clock(long client) {
    int i = Arrays.binarySearch(clients, client);
    return i < 0 ? 0 : clocks[i];
  }

  /** Whether everything that the other knows is known here. */
  public boolean covers(StateVector other) {
    for (int i = 0; i < other.clients.length; i++) {
      if (clock(other.clients[i]) < other.clocks[i]) {
        return false;
      }
    }
    return true;
  }

  public int size() {
    return clients.length;
  }

  public Map<Long, Integer> toMap() {
    var map = new TreeMap<Long, Integer>();
    for (int i = 0; i < clients.length; i++) {
      map.put(clients[i], clocks[i]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateVector that
        && Arrays.equals(clients, that.clients)
        && Arrays.equals(clocks, that.clocks);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(clients) + Arrays.hashCode(clocks);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
