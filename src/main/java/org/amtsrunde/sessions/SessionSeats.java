package org.amtsrunde.sessions;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.ClientListener;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.Follower;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in a session over this node. Whoever loses their connection is away only after a moment, so that a quick reconnect is not
 * seen; whoever leaves the round leaves the session. Lives on one event loop.
 */
final class SessionSeats implements ClientListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSeats.class);
  private static final long MOMENT_MILLIS = 3_000;

  private record Seat(String roomId, String person, String connection) {}

  private final Vertx vertx;
  private final Engine engine;
  private final SessionHandler sessions;
  private final Map<String, Seat> seats = new HashMap<>();
  private final Map<String, Watch> watches = new HashMap<>();
  private final ArrayDeque<Seat> leaving = new ArrayDeque<>();
  private final io.vertx.core.Context loop;

  SessionSeats(Vertx vertx, Engine engine, SessionHandler sessions) {
    this.vertx = vertx;
    this.engine = engine;
    this.sessions = sessions;
    this.loop = engine.home("sessions");
  }

  /** Somebody has entered a session over this connection. */
  void sat(String roomId, String person, String connection) {
    loop.runOnContext(ignored -> {
      var before = seats.put(connection, new Seat(roomId, person, connection));
      if (before == null || !before.roomId.equals(roomId)) {
        if (before != null) {
          leaves(before);
        }
        watches.computeIfAbsent(roomId, Watch::new).count++;
      }
    });
  }

  /** Somebody has left the session by themselves. */
  void stood(String connection) {
    loop.runOnContext(ignored -> {
      var seat = seats.remove(connection);
      if (seat != null) {
        unwatch(seat.roomId);
      }
    });
  }

  @Override
  public void connected(ClientHandle client) {
    // Only those who enter a session are of interest.
  }

  @Override
  public void disconnected(ClientHandle client) {
    loop.runOnContext(ignored -> {
      var seat = seats.remove(client.clientId());
      if (seat != null) {
        leaves(seat);
      }
    });
  }

  private void leaves(Seat seat) {
    unwatch(seat.roomId);
    vertx.setTimer(MOMENT_MILLIS, timer -> loop.runOnContext(ignored -> leaving.add(seat)));
  }

  /** Once every second: those who have been gone for a moment. What fails is done again. */
  void tick() {
    loop.runOnContext(ignored -> {
      for (int n = leaving.size(); n > 0; n--) {
        var seat = leaving.removeFirst();
        sessions
            .change(seat.roomId, new Command.Leave(seat.person, seat.connection))
            .onFailure(failure -> {
              if (!(failure instanceof Refusal refusal) || refusal.kind().temporary()) {
                loop.runOnContext(again -> leaving.add(seat));
              }
            });
      }
    });
  }

  private void unwatch(String roomId) {
    var watch = watches.get(roomId);
    if (watch != null && --watch.count == 0) {
      watches.remove(roomId);
      watch.end();
    }
  }

  /** Learns from the room of a round who belongs to it no more. */
  private final class Watch implements Follower {
    private final String roomId;
    private int count;

    Watch(String roomId) {
      this.roomId = roomId;
      engine
          .follow(Keys.roomChannel(roomId), this)
          .onFailure(failure -> LOG.warn("a round cannot be followed: {}", failure.getMessage()));
    }

    @Override
    public void entry(LogEntry entry) {
      if (entry.directive() instanceof Directive.Revoke(var person)) {
        sessions
            .change(roomId, new Command.Remove(person))
            .onFailure(failure -> LOG.warn("somebody was not taken out of a session: {}", failure.getMessage()));
      }
    }

    @Override
    public void lost() {
      // Commands ask for the membership anyway; who has left hears nothing after the next change of theirs.
    }

    void end() {
      engine.unfollow(Keys.roomChannel(roomId), this);
    }
  }
}
