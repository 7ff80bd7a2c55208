package org.amtsrunde.documents.framing;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.DocumentClient;
import org.amtsrunde.documents.room.DocumentEnd;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Seat;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;
import org.jspecify.annotations.Nullable;

/**
 * A socket of y-websocket: one document. Its client is shown its own updates again when they are stored, for it has no other way to
 * learn that. What it may not write is dropped without a word, as the protocol has none for it.
 */
final class YSocket implements WireListener, DocumentClient, DocumentSockets.Ticking {
  private static final int ASK_WHO = 3;
  private static final byte[] NOBODY_NEW = {Body.AWARENESS, 1, 0};

  private final DocumentSockets sockets;
  private final DocumentSockets.OfLoop mine;
  private final Wire wire;
  private final Context loop;
  private final Caller caller;
  private final String id;
  private final Outlet outlet;
  private final SignInWatch watch;
  private final ArrayDeque<byte[]> early = new ArrayDeque<>();
  private final Unanswered unanswered;
  private @Nullable Seat seat;
  private boolean closed;

  YSocket(DocumentSockets sockets, Wire wire, Context loop, Caller caller) {
    this.sockets = sockets;
    this.mine = sockets.on(loop);
    this.wire = wire;
    this.loop = loop;
    this.caller = caller;
    this.id = sockets.ids.next();
    this.outlet = new Outlet(wire, mine.framing, sockets.workers, sockets.figures);
    this.unanswered = new Unanswered(wire);
    this.watch = new SignInWatch(sockets.engine, sockets.signIns, caller, loop, () -> end(DocumentEnd.UNAUTHORIZED));
  }

  /** Takes a seat in the document. */
  void open(String document) {
    mine.open.add(this);
    watch
        .start()
        .compose(alive -> sockets.rooms.join(document, this))
        .onComplete(
            taken -> loop.runOnContext(ignored -> joined(taken)),
            failure -> loop.runOnContext(ignored -> end(why(failure))));
  }

  static DocumentEnd why(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return switch (refusal.kind()) {
        case NOT_FOUND -> DocumentEnd.NOT_FOUND;
        case UNAUTHORIZED -> DocumentEnd.UNAUTHORIZED;
        case UNAVAILABLE -> DocumentEnd.UNAVAILABLE;
        default -> DocumentEnd.FAILED;
      };
    }
    return DocumentEnd.FAILED;
  }

  private void joined(Seat taken) {
    if (closed) {
      taken.leaves(true);
      return;
    }
    seat = taken;
    while (!early.isEmpty() && !closed) {
      read(taken, early.removeFirst());
    }
    unanswered.hold(false);
  }

  @Override
  public void receive(byte[] message) {
    if (closed) {
      return;
    }
    var place = seat;
    if (place == null) {
      early.add(message);
      unanswered.hold(true);
    } else {
      read(place, message);
    }
  }

  /** Several messages may stand behind each other. */
  private void read(Seat place, byte[] message) {
    try {
      var in = new Lib0Reader(message);
      while (in.hasMore()) {
        switch ((int) in.varUint()) {
          case Body.SYNC -> Sync.read(in, place, unanswered);
          case Body.AWARENESS -> place.announces(in.varBytes());
          case ASK_WHO -> place.asksWhoIsThere();
          default -> {
            sockets.figures.count(Figures.Event.UNKNOWN);
            return;
          }
        }
      }
    } catch (MalformedUpdate e) {
      malformed();
    }
  }

  @Override
  public void malformed() {
    sockets.figures.count(Figures.Event.MALFORMED);
    end(DocumentEnd.MALFORMED);
  }

  @Override
  public void failed() {
    end(DocumentEnd.FAILED);
  }

  @Override
  public void closed(boolean goodbye) {
    leave(goodbye);
  }

  @Override
  public void end(DocumentEnd why) {
    if (!closed) {
      leave(true);
      wire.close(why.code(), why.reason());
    }
  }

  private void leave(boolean clean) {
    if (!closed) {
      closed = true;
      mine.open.remove(this);
      watch.stop();
      outlet.close();
      early.clear();
      if (seat != null) {
        seat.leaves(clean);
      }
    }
  }

  @Override
  public void tick(long now) {
    if (outlet.isTooSlow(now)) {
      end(DocumentEnd.SLOW);
    } else if (seat != null && outlet.silent(now) > DocumentSockets.SILENT_MILLIS) {
      outlet.send(NOBODY_NEW);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Context loop() {
    return loop;
  }

  @Override
  public boolean wantsEcho() {
    return true;
  }

  @Override
  public boolean wantsNotices() {
    // There is no message for it.
    return false;
  }

  @Override
  public void send(Body body) {
    outlet.send("", body);
  }

  @Override
  public void answered(int count, boolean stored) {
    unanswered.answered(count);
  }

  @Override
  public void mayWrite(boolean writes) {
    // There is no message for it.
  }

  @Override
  public void ended(DocumentEnd why) {
    end(why);
  }
}
