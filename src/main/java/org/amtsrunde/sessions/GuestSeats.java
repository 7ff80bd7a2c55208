package org.amtsrunde.sessions;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.ClientListener;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.Follower;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guests who are connected to this node. With everything that happens in their session the store is asked what each may see now,
 * and that is what they are told; whoever may see nothing any more is told why, taken out of the call, and their connection is closed
 * for good. The channel of the session is followed here and not by them, so nothing of it reaches a guest that was not made for one.
 * Lives on one event loop.
 */
final class GuestSeats implements ClientListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuestSeats.class);
  private static final long AGAIN_MILLIS = 1_000;

  private final Vertx vertx;
  private final Engine engine;
  private final GuestHandler guests;
  private final GuestCalls calls;
  private final Context loop;
  private final Map<String, Watch> watches = new HashMap<>();

  GuestSeats(Vertx vertx, Engine engine, GuestHandler guests, GuestCalls calls) {
    this.vertx = vertx;
    this.engine = engine;
    this.guests = guests;
    this.calls = calls;
    this.loop = engine.home("guests");
  }

  @Override
  public boolean hearsOfGuests() {
    return true;
  }

  @Override
  public void connected(ClientHandle client) {
    var room = client.caller().guestOf();
    if (room != null) {
      loop.runOnContext(ignored -> watches.computeIfAbsent(room, Watch::new).add(client));
    }
  }

  @Override
  public void disconnected(ClientHandle client) {
    var room = client.caller().guestOf();
    if (room != null) {
      loop.runOnContext(ignored -> {
        var watch = watches.get(room);
        if (watch != null) {
          watch.remove(client);
        }
      });
    }
  }

  /** The guests of one session on this node. */
  private final class Watch implements Follower {
    private final String roomId;
    private final Map<String, ClientHandle> clients = new HashMap<>();
    private final Set<String> inCalls = new HashSet<>();
    private boolean ended;
    private boolean looking;
    private boolean again;

    Watch(String roomId) {
      this.roomId = roomId;
      follow();
    }

    private void follow() {
      engine
          .follow(Keys.sessionChannel(roomId), this)
          .onSuccess(from -> here(this::look))
          .onFailure(failure -> {
            LOG.warn("a session cannot be followed for its guests: {}", failure.getMessage());
            later(this::follow);
          });
    }

    void add(ClientHandle client) {
      clients.put(client.clientId(), client);
      look();
    }

    void remove(ClientHandle client) {
      clients.remove(client.clientId());
      if (clients.isEmpty() && watches.remove(roomId, this)) {
        ended = true;
        engine.unfollow(Keys.sessionChannel(roomId), this);
      }
    }

    @Override
    public void entry(LogEntry entry) {
      here(this::look);
    }

    @Override
    public void lost() {
      here(this::look);
    }

    private void here(Runnable work) {
      loop.runOnContext(ignored -> work.run());
    }

    private void later(Runnable work) {
      vertx.setTimer(
          AGAIN_MILLIS,
          timer ->
              here(() -> {
                if (!ended) {
                  work.run();
                }
              }));
    }

    /** One look at a time: what comes meanwhile is seen by the next, so that nobody is told something older than before. */
    private void look() {
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      again = false;
      guests
          .room(roomId)
          .compose(room -> {
            var session = room.session();
            return session == null || !room.isOpen()
                ? io.vertx.core.Future.succeededFuture(new Seen(room, Map.of()))
                : guests.namesIn(session, room.book()).map(names -> new Seen(room, names));
          })
          .onComplete(
              seen ->
                  here(() -> {
                    looking = false;
                    List.copyOf(clients.values()).forEach(client -> tell(client, seen));
                    if (again) {
                      look();
                    }
                  }),
              failure ->
                  here(() -> {
                    looking = false;
                    LOG.warn("guests of a session are not told: {}", failure.getMessage());
                    later(this::look);
                  }));
    }

    private record Seen(GuestHandler.Room room, Map<String, String> names) {}

    private void tell(ClientHandle client, Seen seen) {
      var guest = seen.room().find(client.caller().personId());
      var session = seen.room().session();
      if (guest == null || session == null) {
        end(client, seen.room().isOpen());
      } else if (!guest.in()) {
        client.message(key(), GuestJson.waits(seen.room().now(), session));
      } else {
        var view = GuestJson.sees(seen.room().now(), session, seen.names());
        letIntoCall(guest, session);
        client.message(key(), view);
      }
    }

    private String key() {
      return "guest/" + roomId;
    }

    private void letIntoCall(Guest guest, Session session) {
      if (inCalls.add(guest.id())) {
        calls
            .letIn(roomId, guest.id(), GuestRules.latestEnd(session))
            .onFailure(failure ->
                here(() -> {
                  inCalls.remove(guest.id());
                  later(this::look);
                }));
      }
    }

    private void end(ClientHandle client, boolean sent) {
      var guest = client.caller().personId();
      clients.remove(client.clientId());
      inCalls.remove(guest);
      // Out of the call first: whoever is told that it is over is seen and heard by nobody any more.
      calls
          .sendOut(roomId, guest)
          .onFailure(failure -> LOG.warn("a guest leaves a call only by being gone: {}", failure.getMessage()))
          .onComplete(out ->
              here(() -> {
                client.message(key(), GuestJson.over(roomId, sent));
                client.end();
              }));
      remove(client);
    }
  }
}
