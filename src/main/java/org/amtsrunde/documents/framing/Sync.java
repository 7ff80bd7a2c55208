package org.amtsrunde.documents.framing;

import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.Seat;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.StateVector;

/** Reads a sync message of y-protocols and hands it to the seat. */
final class Sync {
  private Sync() {}

  /** @throws org.amtsrunde.documents.yjs.MalformedUpdate for what is none */
  static void read(Lib0Reader in, Seat seat, Unanswered unanswered) {
    int kind = in.u8();
    var content = in.varBytes();
    switch (kind) {
      case Body.STEP_1 -> seat.asks(StateVector.decode(content));
      case Body.STEP_2, Body.UPDATE -> {
        unanswered.asked(content.length);
        seat.wrote(content, kind == Body.STEP_2);
      }
      // Nothing that any client sends: what stands behind it cannot be understood either.
      default -> {}
    }
  }
}
