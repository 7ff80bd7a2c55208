package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amtsrunde.identity.Guests;
import org.amtsrunde.identity.Secrets;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.sessions.GuestRules.Key;
import org.amtsrunde.sessions.GuestStore.Book;
import org.jspecify.annotations.Nullable;

/**
 * Guests of sessions. Members of the round make links, let in and send out; {@link SessionHandler#member} is where that is asked.
 * Whoever comes with a link has the permission of a guest while they stand in the book of a session that is not over, which is asked
 * of the store each time.
 */
final class GuestHandler implements Guests {
  private final GuestStore store;
  private final SessionHandler sessions;
  private final Recaps.Names names;
  private final Ids ids;
  private final String publicUrl;

  /**
   * @param ids made from a cryptographically strong generator
   * @param publicUrl what people type into the browser, without a path
   */
  GuestHandler(GuestStore store, SessionHandler sessions, Recaps.Names names, Ids ids, String publicUrl) {
    this.store = store;
    this.sessions = sessions;
    this.names = names;
    this.ids = ids;
    this.publicUrl = publicUrl;
  }

  /** @param text to be given to the guest; told once and never again */
  record Invited(String linkId, String text, Instant until) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Invited[" + linkId + "]";
    }
  }

  /** A link for one guest. Refuses as a conflict where no session goes on or is about to. */
  Future<Invited> invite(String person, String roomId) {
    return sessions
        .member(person, roomId)
        .compose(sessions::current)
        .compose(loaded -> {
          var session = loaded.session();
          if (session == null || !GuestRules.isOpen(session)) {
            throw Refusal.conflict("there is no session at the moment");
          }
          var link = new Key(roomId, ids.next(), ids.secret());
          var until = GuestRules.latestEnd(session);
          // In the fragment: browsers send it to no server, so it stands in no log.
          var text = publicUrl + "/gast#" + link.text();
          return store
              .invite(session, link.id(), Secrets.hash(link.secret()), person, until)
              .map(kept -> new Invited(link.id(), text, until));
        });
  }

  /** Who waits and who is in, and the links that nobody has used. */
  Future<Book> look(String person, String roomId) {
    return sessions
        .member(person, roomId)
        .compose(this::room)
        .map(room -> room.isOpen() ? room.book() : new Book(List.of(), List.of()));
  }

  Future<Void> revoke(String person, String roomId, String linkId) {
    return sessions.member(person, roomId).compose(room -> store.revoke(room, linkId));
  }

  Future<Void> letIn(String person, String roomId, String guestId) {
    return sessions.member(person, roomId).compose(room -> store.letIn(room, guestId));
  }

  /** Does not let in whoever waits, or sends out whoever is in. */
  Future<Void> sendOut(String person, String roomId, String guestId) {
    return sessions.member(person, roomId).compose(room -> store.sendOut(room, guestId));
  }

  /** @param key what their browser shows from now on */
  record Entered(Key key, String name, Session session, Instant now) {}

  /** Uses a link up. What was used, what is over and what never was get one answer. */
  Future<Entered> redeem(String text, String givenName) {
    var link = GuestRules.link(text);
    var name = GuestRules.name(givenName);
    var guest = new Key(link.roomId(), Guest.PREFIX + ids.next(), ids.secret());
    return sessions
        .current(link.roomId())
        .compose(loaded -> {
          var session = loaded.session();
          if (session == null || !GuestRules.isOpen(session)) {
            throw Refusal.notFound();
          }
          return store
              .redeem(link, guest.id(), Secrets.hash(guest.secret()), name)
              .map(used -> new Entered(guest, name, session, loaded.now()));
        });
  }

  /** Who shows this cookie; fails with "unauthorized" for nobody. */
  Future<Entered> shown(Key cookie) {
    return room(cookie.roomId())
        .map(room -> {
          var guest = room.find(cookie.id());
          var session = room.session();
          if (guest == null || session == null || !guest.hash().equals(Secrets.hash(cookie.secret()))) {
            throw Refusal.unauthorized();
          }
          return new Entered(cookie, guest.name(), session, room.now());
        });
  }

  /** A guest goes by themselves. */
  Future<Void> leave(Key cookie) {
    return shown(cookie).compose(guest -> store.sendOut(cookie.roomId(), cookie.id()));
  }

  @Override
  public Future<Optional<Caller>> find(String roomId, String guestId) {
    return room(roomId)
        .map(
            room -> room.find(guestId) == null ? Optional.<Caller>empty() : Optional.of(Caller.guest(guestId, roomId)));
  }

  /** The session of a room with its guests, as they are at this moment. */
  record Room(Instant now, @Nullable Session session, Book book) {
    boolean isOpen() {
      return GuestRules.isOpen(session);
    }

    /** The guest, waiting or in; null for nobody, and for all when the session is over. */
    @Nullable Guest find(String guestId) {
      return isOpen() ? book.guests().stream().filter(one -> one.id().equals(guestId)).findFirst().orElse(null) : null;
    }
  }

  Future<Room> room(String roomId) {
    // One after the other on one connection: nobody is seen in the book of a session that has ended before.
    var session = sessions.current(roomId);
    return store.load(roomId).compose(book -> session.map(loaded -> new Room(loaded.now(), loaded.session(), book)));
  }

  /** What people and guests in a session are called. */
  Future<Map<String, String>> namesIn(Session session, Book book) {
    return names
        .of(GuestRules.namedIn(GuestRules.view(session)))
        .map(known -> {
          var all = new TreeMap<>(known);
          book.guests().stream().filter(Guest::in).forEach(one -> all.put(one.id(), one.name()));
          return all;
        });
  }
}
