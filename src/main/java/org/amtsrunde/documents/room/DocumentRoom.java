package org.amtsrunde.documents.room;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.Writer;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Follower;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.realtime.Position;
import org.amtsrunde.redis.Keys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document that is open on this node: what stands in it, and all who have it open here. Lives on the home loop of the document's
 * channel; every method is called there.
 *
 * <p>Guarantees: whoever has a seat gets every update that was stored after they sat down, in the order of the log, and what was
 * stored before when they ask for it. Nobody has a seat, or goes on writing, without the role for it: roles are asked again after the
 * channels that tell of their end are followed, and whenever those tell of something.
 */
final class DocumentRoom implements Follower {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentRoom.class);
  private static final long LINGER_MILLIS = 20_000;

  private final String id;
  private final Parts parts;
  private final Context loop;
  private final Runnable closed;
  private final Promise<Void> opened = Promise.promise();
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private final FanOut fanOut = new FanOut();
  private final Gathering gathering;
  private final Writing writing;
  private final AwarenessDesk awareness;
  private final Backlog backlog;
  private final PendingWatch pendingWatch;
  private final ArrayDeque<LogEntry> early = new ArrayDeque<>();
  private final Roles roles;
  private final AccessWatch accessWatch;
  private @Nullable Replica replica;
  private Position at = new Position("", 0);
  private boolean loading = true;
  private boolean ended;
  private long idleSince = now();

  /** @param closed when the room has ended and another one is to be made for whoever comes next */
  DocumentRoom(String id, Parts parts, Runnable closed) {
    this.id = id;
    this.parts = parts;
    this.loop = parts.engine.home(Keys.documentChannel(id));
    this.closed = closed;
    this.gathering = new Gathering(parts.vertx, this::sendToAll);
    this.writing = new Writing(this, parts);
    this.awareness = new AwarenessDesk(id, parts, body -> fanOut.tell(body, seat -> true));
    this.backlog = new Backlog();
    this.roles = new Roles(this, parts, writing);
    this.accessWatch = new AccessWatch(parts, loop, roles::changed);
    this.pendingWatch = new PendingWatch(this, parts);
  }

  String id() {
    return id;
  }

  String epoch() {
    return at.epoch();
  }

  Replica replica() {
    return Objects.requireNonNull(replica, "not loaded yet");
  }

  AwarenessDesk awareness() {
    return awareness;
  }

  FanOut fanOut() {
    return fanOut;
  }

  Roles roles() {
    return roles;
  }

  List<Seat> seats() {
    return List.copyOf(seats.values());
  }

  @Nullable Seat seat(String clientId) {
    return seats.get(clientId);
  }

  // Opening and closing.

  void open() {
    parts
        .engine
        .follow(Keys.documentChannel(id), this)
        .compose(followed -> load())
        .onComplete(
            loaded -> {
              awareness.ask();
              opened.complete();
            },
            failure -> {
              close();
              opened.fail(failure);
            });
  }

  private Future<Void> load() {
    return Loading.read(parts.store, parts.workers, id)
        .compose(read -> accessWatch.of(read.document()).map(read))
        .map(read -> {
          replica = new Replica(read.doc(), read.stored().bytes(), parts.workers);
          at = read.position();
          seats.values().forEach(seat -> seat.coming = Map.of());
          loading = false;
          backlog.begins(read);
          while (!early.isEmpty()) {
            take(early.removeFirst());
          }
          return null;
        });
  }

  private void close() {
    if (!ended) {
      ended = true;
      parts.engine.unfollow(Keys.documentChannel(id), this);
      accessWatch.end();
      closed.run();
    }
  }

  /** Ends the part of everybody. */
  void endAll(DocumentEnd why) {
    seats().forEach(seat -> end(seat, why));
  }

  // Coming and going.

  /** Takes a seat; fails with "not found" for whoever has no role. */
  Future<Seat> join(DocumentClient client) {
    idleSince = now();
    return opened
        .future()
        .compose(ready -> {
          var person = client.caller().personId();
          int heard = roles.heard();
          return Future.all(parts.access.require(id, person), parts.names.of(person))
              .map(found -> seat(client, found, heard));
        });
  }

  /** @param heard how often roles may have changed before this one was asked for */
  private Seat seat(DocumentClient client, CompositeFuture found, int heard) {
    if (ended) {
      throw Refusal.unavailable();
    }
    Access access = found.resultAt(0);
    var seat = new Seat(this, loop, client, access, found.resultAt(1));
    seats.put(client.id(), seat);
    fanOut.add(seat);
    tell(seat, () -> client.mayWrite(access.writes()));
    replica().stateVector().onSuccess(known -> send(seat, Body.step1(known))).onFailure(DocumentRoom::told);
    awareness.tell(body -> send(seat, body));
    if (heard != roles.heard()) {
      roles.ask(seat);
    }
    return seat;
  }

  void left(Seat seat, boolean clean) {
    if (seats.remove(seat.client.id(), seat)) {
      seat.gone = true;
      writing.left(seat);
      fanOut.remove(seat);
      awareness.left(seat, clean);
      idleSince = now();
    }
  }

  void end(Seat seat, DocumentEnd why) {
    if (!seat.gone) {
      left(seat, true);
      tell(seat, () -> seat.client.ended(why));
    }
  }

  // What clients say.

  void asked(Seat seat, StateVector known) {
    if (seat.gone) {
      return;
    }
    replica()
        .missing(known)
        .onComplete(
            missing -> tell(seat, () -> missing.forEach(seat.client::send)),
            failure -> end(seat, DocumentEnd.UNAVAILABLE));
  }

  void wrote(Seat seat, byte[] update, boolean complete) {
    // Also of a client that has just gone: it has sent this before.
    writing.wrote(seat, update, complete);
  }

  void announced(Seat seat, byte[] update) {
    if (!seat.gone && !awareness.announced(seat, update)) {
      parts.figures.count(Figures.Event.MALFORMED);
      end(seat, DocumentEnd.MALFORMED);
    }
  }

  void askedWhoIsThere(Seat seat) {
    if (!seat.gone) {
      awareness.tell(body -> send(seat, body));
    }
  }

  // What the log says.

  @Override
  public void entry(LogEntry entry) {
    if (loading) {
      early.add(entry);
    } else {
      take(entry);
    }
  }

  private void take(LogEntry entry) {
    if (entry.offset() <= at.offset()) {
      return;
    }
    at = new Position(at.epoch(), entry.offset());
    var info = entry.info();
    if (info == null) {
      noticed(Notice.of(entry));
      return;
    }
    var update = entry.data();
    var writer = Writer.of(info).connection();
    gathering.add(update, writer, seats.size());
    replica()
        .apply(update)
        .onComplete(waits -> pendingWatch.applied(waits, writer, update), failure -> unreadable(entry, failure));
    if (backlog.grows(update.length)) {
      compact(false);
    }
  }

  private void sendToAll(byte[] update, String writer) {
    fanOut.tell(Body.update(update), seat -> seat.client.wantsEcho() || !seat.client.id().equals(writer));
  }

  /** @param notice null where roles may have changed */
  private void noticed(@Nullable Notice notice) {
    // What a notice is about comes before it.
    gathering.flush();
    if (notice == null) {
      roles.changed(null);
    } else {
      tellOf(notice);
    }
    if (backlog.noticed()) {
      compact(false);
    }
  }

  /** Tells whoever may know of it; of whom that is not known at the moment learns of it when it is. */
  private void tellOf(Notice notice) {
    seats.values().stream().filter(seat -> seat.unsure).forEach(seat -> seat.missed = true);
    var told = seats.values().stream().filter(seat -> seat.isToldOf(notice)).collect(Collectors.toSet());
    if (!told.isEmpty()) {
      fanOut.tell(Body.stateless(notice.words()), told::contains);
    }
  }

  private void unreadable(LogEntry entry, Throwable failure) {
    LOG.atError()
        .addKeyValue("document", id)
        .addKeyValue("offset", entry.offset())
        .log("an entry cannot be integrated: {}", failure.getMessage());
  }

  /**
   * What was read may be gone from the store, or what came meanwhile from the log: reads anew, tells everybody here what they have missed,
   * stores again what it had, and asks everybody for what they have.
   */
  @Override
  public void lost() {
    var before = replica;
    gathering.flush();
    loading = true;
    early.clear();
    load()
        .compose(loaded -> replica().stateVector())
        .onComplete(
            known -> {
              // What told of roles may be among what was lost, or read with the rest.
              roles.changed(null);
              if (before != null) {
                tellMissed(before);
              }
              fanOut.tell(Body.step1(known), seat -> true);
              Notice.OF_ALL.forEach(this::tellOf);
              if (before != null) {
                storeAgain(before, known);
              }
            },
            failure -> {
              LOG.atWarn().addKeyValue("document", id).log("cannot be read anew: {}", failure.getMessage());
              endAll(DocumentEnd.UNAVAILABLE);
              close();
            });
  }

  private void tellMissed(Replica before) {
    before
        .stateVector()
        .compose(told -> replica().since(told))
        .onSuccess(missed -> missed.forEach(part -> fanOut.tell(part, seat -> true)))
        .onFailure(failure -> {
          LOG.atWarn().addKeyValue("document", id).log("what was missed cannot be told: {}", failure.getMessage());
          endAll(DocumentEnd.UNAVAILABLE);
        });
  }

  private void storeAgain(Replica before, StateVector known) {
    before
        .beyond(known)
        .compose(missing -> replica().news(List.of(missing), true, Map.of()))
        .compose(news ->
            news.known()
                ? Future.succeededFuture()
                : parts.store.append(id, epoch(), news.update(), Writer.NOBODY, "repair").mapEmpty())
        .onFailure(
            failure -> LOG.atWarn().addKeyValue("document", id).log("was not stored again: {}", failure.getMessage()));
  }

  private void compact(boolean rests) {
    parts.compaction.of(id, rests).onComplete(backlog::compacted, failure -> backlog.failed());
  }

  /** Once a second. */
  void tick() {
    long now = now();
    seats().stream().filter(Seat::isToBeAskedFor).forEach(roles::ask);
    awareness.tick(now);
    if (!loading) {
      pendingWatch.tick(now);
      if (backlog.isVersion(now, false)) {
        compact(true);
      } else if (backlog.rests(now)) {
        compact(false);
      }
    }
    if (seats.isEmpty() && opened.future().isComplete() && now - idleSince > LINGER_MILLIS) {
      if (!loading && backlog.isVersion(now, true)) {
        compact(true);
      }
      close();
    }
  }

  void send(Seat seat, Body body) {
    tell(seat, () -> seat.client.send(body));
  }

  static void tell(Seat seat, Runnable what) {
    seat.client.loop().runOnContext(ignored -> what.run());
  }

  private static void told(Throwable failure) {
    LOG.error("a document cannot be asked", failure);
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
