package org.amtsrunde.documents.room;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the clients of a room write: collected for a few milliseconds, merged per client, appended, answered. Each message of a client
 * is answered once, in order, and as stored only when it is durable or says nothing new. What comes while a client's role is asked for
 * waits for it; so does what stands on something that the client has not told yet, for it may never do so, and what is stored would wait
 * for that in every replica for good.
 */
final class Writing {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final long TICK_MILLIS = 5;

  /** Of one client, in bytes: far more than anybody writes while their role is asked for. */
  private static final int MOST_WAITING = 2 * DocumentRules.LARGEST_UPDATE;

  /** Of one client, in bytes, while it is asked what this stands on: well below what keeps its socket from being read. */
  private static final int MOST_LACKING = 512 * 1024;

  private final DocumentRoom room;
  private final Parts parts;
  private final Set<Seat> waiting = new LinkedHashSet<>();
  private boolean scheduled;

  Writing(DocumentRoom room, Parts parts) {
    this.room = room;
    this.parts = parts;
  }

  void wrote(Seat seat, byte[] update, boolean complete) {
    if (update.length > DocumentRules.LARGEST_UPDATE) {
      answer(seat, 1, false);
      room.end(seat, DocumentEnd.TOO_LARGE);
      return;
    }
    seat.pending.add(update);
    seat.pendingIsComplete |= complete;
    seat.pendingBytes += update.length;
    if (seat.pendingBytes > (seat.lacks ? MOST_LACKING : seat.unsure ? MOST_WAITING : Integer.MAX_VALUE)) {
      answer(seat, taken(seat).size(), false);
      room.end(seat, DocumentEnd.UNAVAILABLE);
      return;
    }
    collect(seat);
  }

  /** What still lacks something when its writer leaves is not stored. */
  void left(Seat seat) {
    if (seat.lacks) {
      answer(seat, taken(seat).size(), false);
    }
  }

  /** Goes on with what waits for the role of its writer. */
  void roleKnown(Seat seat) {
    if (!seat.pending.isEmpty()) {
      collect(seat);
    }
  }

  private void collect(Seat seat) {
    waiting.add(seat);
    if (!scheduled) {
      scheduled = true;
      parts.vertx.setTimer(TICK_MILLIS, ignored -> flush());
    }
  }

  /** Goes on with what is collected: at once when a client leaves, else after a tick. */
  void flush() {
    scheduled = false;
    var seats = List.copyOf(waiting);
    waiting.clear();
    seats.forEach(this::flush);
  }

  private void flush(Seat seat) {
    if (seat.unsure || seat.looking) {
      return;
    }
    boolean complete = seat.pendingIsComplete;
    boolean asked = seat.lacks;
    var updates = taken(seat);
    int count = updates.size();
    seat.looking = true;
    room.replica()
        .news(updates, complete, seat.coming)
        .onComplete(
            news -> {
              looked(seat);
              if (news.known()) {
                parts.figures.count(Figures.Event.KNOWN);
                answer(seat, count, true);
              } else if (seat.unsure) {
                waitsAgain(seat, updates, complete);
              } else if (!seat.writes) {
                // What is known already may be told by whoever only reads.
                parts.figures.count(Figures.Event.REFUSED);
                answer(seat, count, false);
              } else if (!news.whole()) {
                lacking(seat, updates, asked);
              } else {
                append(seat, news, count);
              }
            },
            failure -> {
              looked(seat);
              failed(seat, count, failure);
            });
  }

  private void looked(Seat seat) {
    seat.looking = false;
    if (!seat.pending.isEmpty()) {
      collect(seat);
    }
  }

  /** Asks what this stands on. When the client has told all it has, that is stored as it is: there is nothing to wait for. */
  private void lacking(Seat seat, List<byte[]> updates, boolean asked) {
    if (seat.gone) {
      answer(seat, updates.size(), false);
      return;
    }
    waitsAgain(seat, updates, false);
    seat.lacks = true;
    if (!asked) {
      room.replica()
          .stateVector()
          .onSuccess(known -> room.send(seat, Body.step1(known)))
          .onFailure(failure -> LOG.debug("a client cannot be asked", failure));
    }
  }

  private static List<byte[]> taken(Seat seat) {
    var updates = seat.pending;
    seat.pending = new ArrayList<>();
    seat.pendingIsComplete = false;
    seat.pendingBytes = 0;
    seat.lacks = false;
    return updates;
  }

  private static void waitsAgain(Seat seat, List<byte[]> updates, boolean complete) {
    seat.pending.addAll(0, updates);
    seat.pendingIsComplete |= complete;
    updates.forEach(update -> seat.pendingBytes += update.length);
  }

  private void append(Seat seat, Replica.News news, int count) {
    if (seat.broken) {
      answer(seat, count, false);
      return;
    }
    seat.coming = news.coming();
    parts
        .store
        .append(room.id(), room.epoch(), news.update(), seat.person(), seat.client.id())
        .onComplete(
            appended -> {
              parts.figures.count(Figures.Event.APPENDED);
              answer(seat, count, true);
            },
            failure -> failed(seat, count, failure));
  }

  private void failed(Seat seat, int count, Throwable failure) {
    answer(seat, count, false);
    seat.coming = Map.of();
    // Whoever may not write stays; everybody else is sent away.
    seat.broken |= !(failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.DENIED);
    switch (failure) {
      case MalformedUpdate malformed -> {
        parts.figures.count(Figures.Event.MALFORMED);
        room.end(seat, DocumentEnd.MALFORMED);
      }
      case Refusal refusal -> refused(seat, refusal.kind());
      default -> {
        LOG.atError().setCause(failure).addKeyValue("document", room.id()).log("an update was not stored");
        room.end(seat, DocumentEnd.FAILED);
      }
    }
  }

  private void refused(Seat seat, Refusal.Kind kind) {
    switch (kind) {
      case DENIED -> room.roles().ask(seat);
      case NOT_FOUND -> room.end(seat, DocumentEnd.NOT_FOUND);
      case TOO_MANY -> room.end(seat, DocumentEnd.RESET);
      case TOO_LARGE -> room.end(seat, DocumentEnd.TOO_LARGE);
      // Of another epoch: the client tells everything again when it comes back.
      default -> room.end(seat, DocumentEnd.UNAVAILABLE);
    }
  }

  private static void answer(Seat seat, int count, boolean stored) {
    var client = seat.client;
    client.loop().runOnContext(ignored -> client.answered(count, stored));
  }
}
