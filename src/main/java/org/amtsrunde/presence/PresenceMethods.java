package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.amtsrunde.realtime.RpcMethods;

/** The RPC methods of presence. There is none that tells a time, a past or a list of everybody. */
public final class PresenceMethods implements RpcMethods {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final Presence presence;
  private final RedisWorkingHours hours;

  /** @param hours of the working day, which are for each person alone */
  public PresenceMethods(Presence presence, RedisWorkingHours hours) {
    this.presence = presence;
    this.hours = hours;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(
        "presence.me",
        call -> presence.me(call.client(), PresenceRules.wish(call.params(), System.currentTimeMillis())),
        "presence.watch",
        call -> presence.watch(call.client(), call.params().ids("people", 0, PresenceRules.MOST_WATCHED)),
        "presence.typing",
        call -> presence.typing(call.client(), call.params().id("roomId")).map(ignored -> NOTHING),
        "presence.hours",
        this::hours);
  }

  private Future<byte[]> hours(Call call) {
    var person = call.client().caller().personId();
    if (!call.params().has("days")) {
      return hours.of(person).map(WorkingHours::json);
    }
    var wanted = WorkingHours.read(call.params());
    return hours.keep(person, wanted).map(ignored -> wanted.json());
  }
}
