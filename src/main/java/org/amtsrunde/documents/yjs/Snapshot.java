package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/**
 * A moment in the history of a document: how far it went and what was deleted then. Immutable. On the wire the delete set, then
 * the state vector (V1).
 */
public record Snapshot(StateVector stateVector, DeleteSet deleteSet) {
  public static final Snapshot EMPTY = new Snapshot(StateVector.EMPTY, DeleteSet.EMPTY);

  /** @throws MalformedUpdate if these bytes are none, or more follows */
  public static Snapshot decode(byte[] bytes) {
    var in = new Lib0Reader(bytes);
    var deleteSet = DeleteSet.read(in);
    return new Snapshot(StateVector.decode(Arrays.copyOfRange(bytes, in.at, bytes.length)), deleteSet);
  }

  public byte[] encode() {
    var out = new Lib0Writer();
    deleteSet.write(out);
    return out.raw(stateVector.encode()).toBytes();
  }

  /** Whether what was written with this clock was there, and was not deleted. */
  public boolean sees(long client, int clock) {
    return clock < stateVector.clock(client) && !deleteSet.contains(client, clock, 1);
  }

  /** The first clock after this one that may be seen otherwise than it. */
  int until(long client, int clock) {
    int state = stateVector.clock(client);
    return clock < state ? Math.min(state, deleteSet.until(client, clock)) : Integer.MAX_VALUE;
  }

  /** Whether an update brings nothing that this moment does not know. */
  public boolean contains(byte[] update) {
    return Updates.isKnown(update, stateVector, deleteSet);
  }
}
