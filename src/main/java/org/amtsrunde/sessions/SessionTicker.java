package org.amtsrunde.sessions;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import org.amtsrunde.cluster.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets sessions go on when their time has come. Every node asks the store for those that are due, four times a second; who gets one
 * has two seconds for it, then another node does. So a session needs no node of its own, and the death of one costs two seconds.
 */
final class SessionTicker {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTicker.class);
  private static final long LOOK_MILLIS = 250;
  private static final int MOST = 100;
  private static final int LOOKS_A_SECOND = 4;

  private final Vertx vertx;
  private final SessionStore store;
  private final SessionHandler sessions;
  private final SessionSeats seats;
  private final Membership membership;
  private Set<String> alive = Set.of();
  private boolean looking;
  private int looks;
  private long timer = -1;

  SessionTicker(Vertx vertx, SessionStore store, SessionHandler sessions, SessionSeats seats, Membership membership) {
    this.vertx = vertx;
    this.store = store;
    this.sessions = sessions;
    this.seats = seats;
    this.membership = membership;
  }

  void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, ignored -> look());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    if (++looks % LOOKS_A_SECOND == 0) {
      seats.tick();
    }
    if (looking) {
      return;
    }
    looking = true;
    Future.join(goOn(), missNodes())
        .onComplete(done -> {
          looking = false;
          if (done.failed()) {
            LOG.warn("sessions cannot be looked at: {}", done.cause().getMessage());
          }
        });
  }

  private Future<?> goOn() {
    return store.due(MOST).compose(due -> Future.join(due.stream().map(this::goOn).toList()));
  }

  private Future<Void> goOn(SessionStore.Due due) {
    return sessions.goOn(due.roomId()).compose(next -> store.settle(due, next));
  }

  /** Whoever was connected to a node that has died is away, until they come back over another. */
  private Future<?> missNodes() {
    var now = membership.alive();
    if (now.equals(alive)) {
      return Future.succeededFuture();
    }
    return store
        .open()
        .compose(rooms ->
            Future.join(rooms.stream().map(room -> sessions.change(room, new Command.NodesAlive(now))).toList()))
        .onSuccess(done -> alive = now);
  }
}
