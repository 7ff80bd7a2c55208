package org.amtsrunde.documents.room;

import org.jspecify.annotations.Nullable;

/**
 * Looks after what cannot be integrated, because something that it stands on has not come: after 2 s everybody here is asked for what
 * they have; who wrote it, and after three times still has not sent the rest, is to begin anew, and their update is kept apart for the
 * operator.
 */
final class PendingWatch {
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int MOST_TRIES = 3;

  private final DocumentRoom room;
  private final Parts parts;
  private @Nullable String writer;
  private byte[] update = {};
  private long askedAt;
  private int tries;
  private boolean waits;

  PendingWatch(DocumentRoom room, Parts parts) {
    this.room = room;
    this.parts = parts;
  }

  void applied(boolean stillWaits, String by, byte[] what) {
    if (!waits && stillWaits) {
      writer = by;
      update = what;
      askedAt = DocumentRoom.now();
      tries = 0;
    }
    waits = stillWaits;
  }

  void tick(long now) {
    if (!waits || writer == null || now - askedAt < PATIENCE_MILLIS) {
      return;
    }
    askedAt = now;
    if (tries++ < MOST_TRIES) {
      parts.figures.count(Figures.Event.PENDING);
      room.replica()
          .stateVector()
          .onSuccess(known -> room.fanOut().tell(Body.step1(known), seat -> true))
          .onFailure(failure -> {});
      return;
    }
    var seat = room.seat(writer);
    writer = null;
    if (seat != null) {
      room.end(seat, DocumentEnd.RESET);
      parts.store.quarantine(room.id(), update).onFailure(failure -> {});
    }
  }
}
