package org.amtsrunde.documents.framing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.DocumentEnd;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;
import org.jspecify.annotations.Nullable;

/**
 * A socket of Hocuspocus 4: many documents, each with its name in front of every message. It belongs to one person, known by a
 * real-time token in the first message of a document, or by the cookie where that is empty; a token that was accepted once is good for
 * all documents of the socket.
 */
final class HocuspocusSocket implements WireListener, DocumentSockets.Ticking {
  static final int MOST_DOCUMENTS = 64;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final long AUTHENTICATION_MILLIS = 10_000;
  private static final Body NOBODY_NEW = Body.other(new byte[] {Body.AWARENESS, 1, 0});

  final DocumentSockets sockets;
  final Context loop;
  final Outlet outlet;
  final Unanswered unanswered;
  private final DocumentSockets.OfLoop mine;
  private final Wire wire;
  private final @Nullable String signIn;
  private final Map<String, HocuspocusDocument> documents = new LinkedHashMap<>();
  private final long openedAt = Outlet.now();
  private @Nullable Future<Caller> person;
  private String token = "";
  private @Nullable SignInWatch watch;
  private boolean introduced;
  private boolean closed;

  HocuspocusSocket(DocumentSockets sockets, Wire wire, Context loop, @Nullable String signIn) {
    this.sockets = sockets;
    this.mine = sockets.on(loop);
    this.wire = wire;
    this.loop = loop;
    this.signIn = signIn;
    this.outlet = new Outlet(wire, mine.framing, sockets.workers, sockets.figures);
    this.unanswered = new Unanswered(wire);
    mine.open.add(this);
  }

  @Override
  public void receive(byte[] message) {
    if (closed) {
      return;
    }
    if (message.length == 1) {
      if (message[0] == PING) {
        outlet.send(new byte[] {PONG});
      }
      return;
    }
    try {
      var in = new Lib0Reader(message);
      var address = in.varString();
      var document = documents.get(address);
      if (document == null) {
        if (documents.size() >= MOST_DOCUMENTS) {
          outlet.send(HocuspocusDocument.denied(address, "too many documents"));
          return;
        }
        document = new HocuspocusDocument(this, address);
        documents.put(address, document);
      }
      document.receive(in, message.length);
    } catch (MalformedUpdate e) {
      malformed();
    }
  }

  /** Who it is, by a token or by the cookie; asked once for all documents of the socket. */
  Future<Caller> authenticate(String given) {
    var known = person;
    if (known != null && given.equals(token)) {
      return known;
    }
    if (known == null) {
      token = given;
      var found = find(given).compose(this::watched);
      person = found;
      found.onComplete(caller -> introduced = true, failure -> person = null);
      return found;
    }
    return known.compose(before ->
        find(given)
            .map(now -> {
              if (!now.personId().equals(before.personId()) || !now.signInId().equals(before.signInId())) {
                throw Refusal.unauthorized();
              }
              return before;
            }));
  }

  private Future<Caller> find(String given) {
    var secret = signIn;
    if (!given.isEmpty()) {
      return sockets.authenticator.byToken(given).map(Authenticator.Grant::caller);
    }
    return secret == null
        ? Future.failedFuture(Refusal.unauthorized())
        : sockets.authenticator.bySignIn(secret).map(Authenticator.Grant::caller);
  }

  private Future<Caller> watched(Caller caller) {
    var watching = new SignInWatch(sockets.engine, sockets.signIns, caller, loop, () -> end(DocumentEnd.UNAUTHORIZED));
    return watching
        .start()
        .map(alive -> {
          loop.runOnContext(ignored -> {
            watch = watching;
            if (closed) {
              watching.stop();
            }
          });
          return caller;
        });
  }

  void forget(HocuspocusDocument document) {
    documents.remove(document.address(), document);
  }

  void unknown() {
    sockets.figures.count(Figures.Event.UNKNOWN);
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
      outlet.close();
      if (watch != null) {
        watch.stop();
      }
      List.copyOf(documents.values()).forEach(document -> document.leave(clean));
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void tick(long now) {
    if (outlet.isTooSlow(now)) {
      end(DocumentEnd.SLOW);
    } else if (!introduced && now - openedAt > AUTHENTICATION_MILLIS) {
      end(DocumentEnd.TIMEOUT);
    } else if (outlet.silent(now) > DocumentSockets.SILENT_MILLIS) {
      documents.values().stream()
          .filter(HocuspocusDocument::isOpen)
          .findFirst()
          .ifPresent(document -> outlet.send(document.address(), NOBODY_NEW));
    }
  }
}
