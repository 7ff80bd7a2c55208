package org.amtsrunde.documents.framing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.room.DocumentEnd;
import org.amtsrunde.documents.room.DocumentRooms;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.identity.SignInStore;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.Engine;

/** What the sockets of documents share, and all that are open, by event loop: one tick a second for all of a loop. */
public final class DocumentSockets {
  /** Largest message from a client, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  /** Bytes of a client's updates that are not answered yet; while there are more, it is not read. */
  static final long MOST_UNANSWERED = 4 << 20;

  /** Clients of both kinds give up when they hear nothing for 30 s. */
  static final long SILENT_MILLIS = 15_000;

  /** A socket, as the tick sees it. */
  interface Ticking {
    void tick(long now);

    void end(DocumentEnd why);
  }

  /** What belongs to one event loop. */
  static final class OfLoop {
    final Set<Ticking> open = new LinkedHashSet<>();
    final Framing framing = new Framing();
  }

  final Vertx vertx;
  final Engine engine;
  final Authenticator authenticator;
  final SignInStore signIns;
  final DocumentAccess access;
  final DocumentRooms rooms;
  final Workers workers;
  final Ids ids;
  final Figures figures;
  private final Map<Context, OfLoop> byLoop = new ConcurrentHashMap<>();
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();

  public DocumentSockets(
      Vertx vertx,
      Engine engine,
      Authenticator authenticator,
      SignInStore signIns,
      DocumentAccess access,
      DocumentRooms rooms,
      Workers workers,
      Ids ids,
      Figures figures) {
    this.vertx = vertx;
    this.engine = engine;
    this.authenticator = authenticator;
    this.signIns = signIns;
    this.access = access;
    this.rooms = rooms;
    this.workers = workers;
    this.ids = ids;
    this.figures = figures;
  }

  /** Call it on the loop. */
  OfLoop on(Context loop) {
    return byLoop.computeIfAbsent(
        loop,
        context -> {
          var mine = new OfLoop();
          timers.add(
              vertx.setPeriodic(
                  1000,
                  timer -> {
                    long now = Outlet.now();
                    List.copyOf(mine.open).forEach(socket -> socket.tick(now));
                  }));
          return mine;
        });
  }

  /** How many sockets are open. */
  public int open() {
    return byLoop.values().stream().mapToInt(mine -> mine.open.size()).sum();
  }

  /** Tells every client to connect elsewhere, spread over the time given. */
  public Future<Void> drain(int seconds) {
    var told = new ArrayList<Future<Void>>();
    byLoop.forEach((loop, mine) -> {
      var done = Promise.<Void>promise();
      told.add(done.future());
      loop.runOnContext(ignored -> {
        var all = List.copyOf(mine.open);
        int most = (int) Math.max(1, Math.min(seconds * 1000L, all.size() * 3L));
        all.forEach(socket ->
            vertx.setTimer(1 + ThreadLocalRandom.current().nextInt(most), timer -> socket.end(DocumentEnd.SHUTDOWN)));
        vertx.setTimer(most + 2L, timer -> done.complete());
      });
    });
    return Future.all(told).mapEmpty();
  }

  /** Ends the timers. */
  public void stop() {
    timers.forEach(vertx::cancelTimer);
  }
}
