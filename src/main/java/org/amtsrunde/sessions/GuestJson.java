package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.Map;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.sessions.GuestHandler.Entered;
import org.amtsrunde.sessions.GuestStore.Book;

/** Guests on the wire. */
final class GuestJson {
  private GuestJson() {}

  /** What members see. */
  static byte[] book(Book book) {
    return Json.object(out ->
        out.objects(
                "guests",
                book.guests(),
                (each, one) ->
                    each.put("guestId", one.id())
                        .put("name", one.name())
                        .put("state", state(one))
                        .put("since", one.since().toString()))
            .objects(
                "links",
                book.links(),
                (each, one) -> each.put("linkId", one.id()).put("by", one.by()).put("at", one.at().toString())));
  }

  private static String state(Guest guest) {
    return guest.in() ? "in" : "waiting";
  }

  static byte[] entered(Entered entered) {
    var schedule = entered.session().schedule();
    return Json.object(out ->
        out.put("guestId", entered.key().id())
            .put("name", entered.name())
            .put("roomId", entered.key().roomId())
            .put("startsAt", schedule.startsAt().toString())
            .put("endsAt", schedule.endsAt().toString()));
  }

  /** What a guest sees who waits: nothing but when it begins. */
  static byte[] waits(Instant now, Session session) {
    return Json.object(out -> head(out, now, session, "waiting"));
  }

  /** What a guest sees who is in. */
  static byte[] sees(Instant now, Session session, Map<String, String> names) {
    return Json.object(out -> {
      head(out, now, session, "in");
      out.object("session", each -> SessionJson.shown(each, GuestRules.view(session)))
          .objects("people", names.entrySet(), (each, one) -> each.put("id", one.getKey()).put("name", one.getValue()));
    });
  }

  private static void head(Json.Out out, Instant now, Session session, String state) {
    out.put("type", "guest.view")
        .put("roomId", session.roomId())
        .put("now", now.toString())
        .put("state", state)
        .put("begun", session.isGoingOn())
        .put("startsAt", session.schedule().startsAt().toString())
        .put("endsAt", session.schedule().endsAt().toString());
  }

  /** @param sent whether somebody has sent them out, or not let them in; else the session is over */
  static byte[] over(String roomId, boolean sent) {
    return Json.object(
        out -> out.put("type", "guest.over").put("roomId", roomId).put("reason", sent ? "removed" : "ended"));
  }
}
