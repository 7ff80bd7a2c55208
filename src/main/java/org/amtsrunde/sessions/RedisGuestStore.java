package org.amtsrunde.sessions;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.identity.Secrets;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/** Guests in Redis: one hash beside the session, which is deleted by the script that ends it. */
final class RedisGuestStore implements GuestStore {
  private static final LogScript INVITE = LogScript.load(RedisGuestStore.class, "invite.lua");
  private static final LogScript REDEEM = LogScript.load(RedisGuestStore.class, "redeem.lua");
  private static final LogScript LET_IN = LogScript.load(RedisGuestStore.class, "let-in.lua");
  private static final LogScript END = LogScript.load(RedisGuestStore.class, "end-guest.lua");
  private static final byte[] CHANGED = "{\"type\":\"session.guests\"}".getBytes(StandardCharsets.UTF_8);
  private static final String LINK = "l:";
  private static final String GUEST = "g:";

  private final RedisStore store;
  private final ChannelLog log;

  RedisGuestStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Future<Book> load(String roomId) {
    return store.send(Command.HGETALL, Keys.sessionGuests(roomId)).map(reply -> book(Objects.requireNonNull(reply)));
  }

  private static Book book(Response fields) {
    var guests = new ArrayList<Guest>();
    var links = new ArrayList<Guest.Link>();
    for (var name : fields.getKeys()) {
      var id = name.substring(2);
      var parts = Objects.requireNonNull(fields.get(name)).toString().split(" ", 4);
      if (name.startsWith(LINK)) {
        links.add(new Guest.Link(id, parts[1], at(parts[2])));
      } else {
        guests.add(new Guest(id, parts[3], parts[0], parts[1].equals("in"), at(parts[2])));
      }
    }
    guests.sort(Comparator.comparing(Guest::since).thenComparing(Guest::id));
    links.sort(Comparator.comparing(Guest.Link::at).thenComparing(Guest.Link::id));
    return new Book(guests, links);
  }

  private static Instant at(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  @Override
  public Future<Void> invite(Session session, String linkId, String hash, String by, Instant until) {
    var room = session.roomId();
    return log.append(
            changed(room),
            INVITE,
            List.of(Keys.session(room), Keys.sessionGuests(room)),
            session.schedule().startsAt().toString(),
            linkId,
            hash,
            by,
            GuestRules.MOST,
            until.toEpochMilli())
        .mapEmpty();
  }

  @Override
  public Future<Void> redeem(GuestRules.Key link, String guestId, String hash, String name) {
    return change(link.roomId(), REDEEM, link.id(), Secrets.hash(link.secret()), guestId, hash, name);
  }

  @Override
  public Future<Void> letIn(String roomId, String guestId) {
    return change(roomId, LET_IN, guestId);
  }

  @Override
  public Future<Void> sendOut(String roomId, String guestId) {
    return change(roomId, END, GUEST + guestId);
  }

  @Override
  public Future<Void> revoke(String roomId, String linkId) {
    return change(roomId, END, LINK + linkId);
  }

  private Future<Void> change(String roomId, LogScript script, Object... args) {
    return log.append(changed(roomId), script, List.of(Keys.sessionGuests(roomId)), args).mapEmpty();
  }

  private static Append changed(String roomId) {
    return Append.of(Keys.sessionChannel(roomId), CHANGED).keep(RedisSessionStore.KEEP_ENTRIES);
  }
}
