package org.amtsrunde.documents.framing;

import java.util.ArrayDeque;
import org.amtsrunde.realtime.Wire;

/** How much a socket has written that is not stored yet. While that is too much, or somebody else holds it, it is not read. */
final class Unanswered {
  private final Wire wire;
  private final ArrayDeque<Integer> sizes = new ArrayDeque<>();
  private long bytes;
  private int holds;
  private boolean reading = true;

  Unanswered(Wire wire) {
    this.wire = wire;
  }

  void asked(int size) {
    sizes.add(size);
    bytes += size;
    look();
  }

  void answered(int count) {
    for (int i = 0; i < count && !sizes.isEmpty(); i++) {
      bytes -= sizes.removeFirst();
    }
    look();
  }

  /** The socket is not read, or may be again, for another reason. */
  void hold(boolean on) {
    holds = on ? 1 : 0;
    look();
  }

  private void look() {
    boolean may = holds == 0 && bytes <= DocumentSockets.MOST_UNANSWERED;
    if (may != reading) {
      reading = may;
      wire.reading(may);
    }
  }
}
