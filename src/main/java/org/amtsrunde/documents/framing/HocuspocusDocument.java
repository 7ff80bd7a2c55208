package org.amtsrunde.documents.framing;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Objects;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.DocumentClient;
import org.amtsrunde.documents.room.DocumentEnd;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Seat;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.kernel.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One document of a {@link HocuspocusSocket}. What comes before it is known who it is waits; each update of the client is answered with
 * exactly one status, for the client counts them to know what is not stored.
 */
final class HocuspocusDocument implements DocumentClient {
  private static final int AUTHENTICATION = 2;
  private static final int ASK_WHO = 3;
  private static final int CLOSE = 7;
  private static final int STATUS = 8;
  private static final int TOKEN = 0;
  private static final int DENIED = 1;
  private static final int AUTHENTICATED = 2;
  private static final int MOST_EARLY = 32;
  private static final int MOST_EARLY_BYTES = 64 * 1024;

  private record Early(Lib0Reader in, int size) {}

  private final HocuspocusSocket socket;
  private final String address;
  private final String document;
  private final String id;
  private final ArrayDeque<Early> early = new ArrayDeque<>();
  private int earlyBytes;
  private boolean asked;
  private boolean attempting;
  private @Nullable Caller caller;
  private @Nullable Seat seat;
  private boolean left;

  /** @param address the name as the client has it: of the document, and perhaps of its session after a zero */
  HocuspocusDocument(HocuspocusSocket socket, String address) {
    this.socket = socket;
    this.address = address;
    int zero = address.indexOf(0);
    this.document = zero < 0 ? address : address.substring(0, zero);
    this.id = socket.sockets.ids.next();
  }

  String address() {
    return address;
  }

  boolean isOpen() {
    return seat != null;
  }

  /** A message, read up to the name. */
  void receive(Lib0Reader in, int size) {
    int type = (int) in.varUint();
    if (type == AUTHENTICATION) {
      if (in.varUint() == TOKEN) {
        introduced(in.varString());
      }
      return;
    }
    if (type == CLOSE) {
      leave(true);
      socket.forget(this);
      return;
    }
    if (left) {
      // Whoever was sent away may still be talking.
      socket.sockets.figures.count(Figures.Event.REFUSED);
      return;
    }
    var place = seat;
    if (place != null) {
      read(type, in, place);
      return;
    }
    earlyBytes += size;
    // The message is read again from its type on: only the reader knows where that stands.
    early.add(new Early(new Lib0Reader(new Lib0Writer().varUint(type).raw(in.rest()).toBytes()), size));
    if (early.size() > MOST_EARLY || earlyBytes > MOST_EARLY_BYTES) {
      socket.end(DocumentEnd.TOO_LARGE);
    }
  }

  private void introduced(String token) {
    if (left) {
      // Comes back after it was sent away; perhaps before the first attempt has ended, which then is good for this one.
      left = false;
      asked = attempting;
      earlyBytes = 0;
    }
    var authenticated = socket.authenticate(token);
    if (asked) {
      // The token of a document that is open is only renewed.
      authenticated.onFailure(failure -> on(() -> refused(failure)));
      return;
    }
    asked = true;
    attempting = true;
    authenticated
        .compose(who -> {
          caller = who;
          return socket.sockets.access.require(document, who.personId());
        })
        .compose(access -> socket.sockets.rooms.join(document, this))
        .onComplete(taken -> on(() -> joined(taken)), failure -> on(() -> refused(failure)));
  }

  private void on(Runnable action) {
    socket.loop.runOnContext(ignored -> action.run());
  }

  private void joined(Seat taken) {
    attempting = false;
    if (left || socket.isClosed()) {
      taken.leaves(true);
      return;
    }
    seat = taken;
    try {
      while (!early.isEmpty() && !left) {
        var in = early.removeFirst().in;
        read((int) in.varUint(), in, taken);
      }
    } catch (MalformedUpdate e) {
      socket.malformed();
    }
  }

  private void refused(Throwable failure) {
    attempting = false;
    var why = YSocket.why(failure);
    if (why == DocumentEnd.NOT_FOUND || why == DocumentEnd.UNAUTHORIZED) {
      ended(why);
    } else {
      socket.end(why);
    }
  }

  private void read(int type, Lib0Reader in, Seat place) {
    switch (type) {
      case Body.SYNC -> Sync.read(in, place, socket.unanswered);
      case Body.AWARENESS -> place.announces(in.varBytes());
      case ASK_WHO -> place.asksWhoIsThere();
      default -> socket.unknown();
    }
  }

  void leave(boolean clean) {
    if (!left) {
      left = true;
      early.clear();
      if (seat != null) {
        seat.leaves(clean);
        seat = null;
      }
    }
  }

  static byte[] denied(String address, String reason) {
    return new Lib0Writer().varString(address).u8(AUTHENTICATION).u8(DENIED).varString(reason).toBytes();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Caller caller() {
    return Objects.requireNonNull(caller, "not authenticated yet");
  }

  @Override
  public Context loop() {
    return socket.loop;
  }

  @Override
  public boolean wantsEcho() {
    return false;
  }

  @Override
  public boolean wantsNotices() {
    return true;
  }

  @Override
  public void send(Body body) {
    if (!left) {
      socket.outlet.send(address, body);
    }
  }

  @Override
  public void answered(int count, boolean stored) {
    socket.unanswered.answered(count);
    if (!left) {
      var status = new Lib0Writer().varString(address).u8(STATUS).varInt(stored ? 1 : 0).toBytes();
      for (int i = 0; i < count; i++) {
        socket.outlet.send(status);
      }
    }
  }

  @Override
  public void mayWrite(boolean writes) {
    if (!left) {
      var scope = writes ? "read-write" : "readonly";
      socket.outlet.send(
          new Lib0Writer().varString(address).u8(AUTHENTICATION).u8(AUTHENTICATED).varString(scope).toBytes());
    }
  }

  /** What ends one document ends no other of the socket. */
  @Override
  public void ended(DocumentEnd why) {
    if (left) {
      return;
    }
    switch (why) {
      case NOT_FOUND, UNAUTHORIZED, MALFORMED, TOO_LARGE -> {
        leave(true);
        socket.outlet.send(denied(address, why.reason()));
        socket.outlet.send(new Lib0Writer().varString(address).u8(CLOSE).varString(why.reason()).toBytes());
      }
      default -> socket.end(why);
    }
  }
}
