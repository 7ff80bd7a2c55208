package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Where the guests of sessions and the links to them are kept, until the session ends and not a moment longer. Every method is one
 * round trip, and whatever changes is told in the channel of the session, without a word of who it is about.
 */
interface GuestStore {
  /** Everybody and everything of the session that goes on; both in the order in which they came. */
  record Book(List<Guest> guests, List<Guest.Link> links) {}

  Future<Book> load(String roomId);

  /**
   * Keeps a link. Refuses as a conflict when there are too many or the session is over.
   *
   * @param until when it is over at the latest
   */
  Future<Void> invite(Session session, String linkId, String hash, String by, Instant until);

  /** Uses the link up. Refuses as not found if it is unknown, used or taken back, its secret wrong, or the session over. */
  Future<Void> redeem(GuestRules.Key link, String guestId, String hash, String name);

  /** Refuses as not found if there is no such guest. */
  Future<Void> letIn(String roomId, String guestId);

  /** Refuses as not found if there is no such guest. */
  Future<Void> sendOut(String roomId, String guestId);

  /** Refuses as not found if there is no such link any more. */
  Future<Void> revoke(String roomId, String linkId);
}
