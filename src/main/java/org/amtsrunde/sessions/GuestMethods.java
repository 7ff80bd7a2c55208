package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.RpcMethods;

/** What members of a round do about guests: methods of the protocol page. Guests themselves have none of them. */
final class GuestMethods implements RpcMethods {
  private static final byte[] DONE = "{}".getBytes(StandardCharsets.UTF_8);

  private final GuestHandler guests;

  GuestMethods(GuestHandler guests) {
    this.guests = guests;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(
        "session.invite",
        this::invite,
        "session.guests",
        call -> guests.look(person(call), room(call)).map(GuestJson::book),
        "session.revoke",
        call -> done(guests.revoke(person(call), room(call), call.params().id("linkId"))),
        "session.letIn",
        call -> done(guests.letIn(person(call), room(call), call.params().id("guestId"))),
        "session.sendOut",
        call -> done(guests.sendOut(person(call), room(call), call.params().id("guestId"))));
  }

  private Future<byte[]> invite(Call call) {
    return guests
        .invite(person(call), room(call))
        .map(made ->
            Json.object(out ->
                out.put("linkId", made.linkId()).put("link", made.text()).put("until", made.until().toString())));
  }

  private static String person(Call call) {
    return call.caller().personId();
  }

  private static String room(Call call) {
    return call.params().id("roomId");
  }

  private static Future<byte[]> done(Future<Void> future) {
    return future.map(DONE);
  }
}
