package org.amtsrunde.presence;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.amtsrunde.realtime.RpcMethods;

/** The RPC methods of presence. There is none that tells a time, a past or a list of everybody. */
public final class PresenceMethods implements RpcMethods {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final Presence presence;

  public PresenceMethods(Presence presence) {
    this.presence = presence;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(
        "presence.me",
        call -> presence.me(call.client(), PresenceRules.wish(call.params(), System.currentTimeMillis())),
        "presence.watch",
        call -> presence.watch(call.client(), call.params().ids("people", 0, PresenceRules.MOST_WATCHED)),
        "presence.typing",
        call -> presence.typing(call.client(), call.params().id("roomId")).map(ignored -> NOTHING));
  }
}
