package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.sessions.SessionStore.Loaded;
import org.jspecify.annotations.Nullable;

/**
 * All that can be done in sessions. Members of the round may do it, and nobody else learns that there is one: {@link #member} is the one
 * place where that is asked.
 *
 * <p>A change is two round trips beside that question: read what is kept, keep what follows from it. If somebody else was faster, it is
 * decided anew from what they have kept, so two nodes can never both advance a session.
 */
final class SessionHandler {
  private static final int MOST_TRIES = 20;

  private final SessionStore store;
  private final RoomMembership rooms;
  private final Plans plans;
  private final Recaps recaps;
  private final String nodeId;

  SessionHandler(SessionStore store, RoomMembership rooms, Plans plans, Recaps recaps, String nodeId) {
    this.store = store;
    this.rooms = rooms;
    this.plans = plans;
    this.recaps = recaps;
    this.nodeId = nodeId;
  }

  /** Succeeds with the room for a member; fails with "not found" for anybody else. */
  Future<String> member(String person, String roomId) {
    return rooms
        .isMember(roomId, person)
        .map(member -> {
          if (!member) {
            throw Refusal.notFound();
          }
          return roomId;
        });
  }

  /** What is kept of the round's session, and what comes next. */
  Future<Seen> look(String person, String roomId) {
    return member(person, roomId).compose(this::look);
  }

  /** @param loaded as it is at its own time */
  record Seen(Loaded loaded, @Nullable Planned next) {}

  private Future<Seen> look(String roomId) {
    return current(roomId).compose(loaded -> plans.next(roomId, loaded.now()).map(next -> new Seen(loaded, next)));
  }

  /** What is kept, as it is at this moment. Asks nobody whether they may see it. */
  Future<Loaded> current(String roomId) {
    return store
        .load(roomId)
        .map(loaded -> {
          var session = loaded.session();
          var current = session == null ? null : ProgressRules.at(session, loaded.now(), loaded.held());
          return new Loaded(loaded.now(), loaded.rev(), current, loaded.held());
        });
  }

  /** Enters the session that goes on or is about to; the first who does makes it. Refuses as a conflict when it is too early. */
  Future<Seen> join(String person, String roomId, String connection) {
    return enter(person, roomId, connection, false);
  }

  /** The same at any time: within two hours of a session that one is opened, else one that was not planned. */
  Future<Seen> meet(String person, String roomId, String connection) {
    return enter(person, roomId, connection, true);
  }

  private Future<Seen> enter(String person, String roomId, String connection, boolean now) {
    return member(person, roomId)
        .compose(known -> look(roomId))
        .compose(seen -> {
          var plan = OpeningRules.toOpen(seen.loaded().session(), seen.next(), seen.loaded().now(), now);
          return plan == null ? Future.succeededFuture() : open(roomId, plan, MOST_TRIES);
        })
        .compose(opened -> change(roomId, new Command.Join(person, connection, nodeId)))
        .compose(done -> look(roomId));
  }

  /** Succeeds when there is a session to enter, whoever has made it. The one before has come to its end then, with its recap. */
  private Future<Void> open(String roomId, Planned plan, int tries) {
    return goOn(roomId)
        .compose(gone -> Future.all(rooms.members(roomId), store.load(roomId)))
        .compose(both -> {
          Set<String> members = both.resultAt(0);
          Loaded before = both.resultAt(1);
          var session = before.session();
          if (session != null && !session.isOver()) {
            return Future.succeededFuture();
          }
          var carried = session == null ? List.<Results.Commitment>of() : session.results().commitments();
          var roster = Roster.of(List.copyOf(members), plan.number(), before.now());
          var next = Session.opened(roomId, plan, roster, Results.carrying(carried));
          return keep(before, next, null)
              .compose(kept -> {
                if (kept) {
                  return Future.succeededFuture();
                }
                return tries > 1 ? open(roomId, plan, tries - 1) : Future.failedFuture(Refusal.unavailable());
              });
        });
  }

  /** Decides a command and keeps what follows from it. Succeeds when that is durable. */
  Future<Loaded> change(String roomId, Command command) {
    return change(roomId, command, MOST_TRIES);
  }

  private Future<Loaded> change(String roomId, Command command, int tries) {
    return store
        .load(roomId)
        .compose(loaded -> {
          var session = loaded.session();
          if (session == null) {
            return Future.failedFuture(Refusal.conflict("there is no session at the moment"));
          }
          var next = followed(session, loaded, command);
          boolean revokes = command instanceof Command.Remove;
          if (next.equals(session) && !revokes) {
            return Future.succeededFuture(loaded);
          }
          var revoked = command instanceof Command.Remove(String gone) ? gone : null;
          return keep(loaded, next, revoked)
              .compose(kept -> {
                if (kept) {
                  return Future.succeededFuture(new Loaded(loaded.now(), loaded.rev() + 1, next, loaded.held()));
                }
                return tries > 1 ? change(roomId, command, tries - 1) : Future.failedFuture(Refusal.unavailable());
              });
        });
  }

  private static Session followed(Session session, Loaded loaded, Command command) {
    var current = ProgressRules.at(session, loaded.now(), loaded.held());
    var decided = SessionRules.decide(current, command, loaded.now(), loaded.held());
    return ProgressRules.at(decided, loaded.now(), loaded.held());
  }

  /** Keeps a state. Before, it is made sure that somebody looks when it has to go on, should this node die right after. */
  private Future<Boolean> keep(Loaded before, Session next, @Nullable String revoked) {
    var known = before.session();
    var was = known == null ? null : wake(known);
    var will = wake(next);
    var ready =
        will != null && (was == null || will.isBefore(was))
            ? store.wake(next.roomId(), will)
            : Future.<Void>succeededFuture();
    return ready.compose(awake -> store.save(before, next, revoked));
  }

  /** When somebody has to look at it: when it goes on by itself, or to write its recap. */
  private static @Nullable Instant wake(Session session) {
    return session.phase() == Session.Phase.ENDED ? session.endedAt() : ProgressRules.due(session);
  }

  /** Lets a session go on whose time has come. Answers when to look again; null for never. */
  Future<@Nullable Instant> goOn(String roomId) {
    return store
        .load(roomId)
        .compose(loaded -> {
          var session = loaded.session();
          if (session == null) {
            return Future.succeededFuture();
          }
          var next = ProgressRules.at(session, loaded.now(), loaded.held());
          if (!next.equals(session)) {
            return keep(loaded, next, null).compose(kept -> goOn(roomId));
          }
          if (session.phase() == Session.Phase.ENDED) {
            return recaps.write(session).compose(id -> change(roomId, new Command.Recapped(id))).map(done -> null);
          }
          return Future.succeededFuture(wake(session));
        });
  }

  /** Keeps a text until the step ends; an empty one is taken back. */
  Future<Void> write(String person, String roomId, int step, String id, String text) {
    return member(person, roomId)
        .compose(store::load)
        .compose(loaded -> {
          var session = current(loaded, person);
          RevealRules.mayWrite(session, step);
          var author = session.schedule().step().anonymous() ? null : person;
          return store.hold(roomId, step, new Held.Text(id, author, text));
        });
  }

  /** Keeps dots until the step ends. */
  Future<Void> vote(String person, String roomId, int step, Map<Integer, Integer> dots) {
    return member(person, roomId)
        .compose(store::load)
        .compose(loaded -> store.hold(roomId, step, person, RevealRules.votes(current(loaded, person), step, dots)));
  }

  private static Session current(Loaded loaded, String person) {
    var session = loaded.session();
    if (session == null || session.roster().find(person) == null) {
      throw Refusal.conflict("join the session first");
    }
    return ProgressRules.at(session, loaded.now(), loaded.held());
  }

  /** The clock of all sessions. */
  Future<Instant> now() {
    return store.now();
  }
}
