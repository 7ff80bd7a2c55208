package org.amtsrunde.calls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amtsrunde.kernel.Json;

/**
 * Short-lived credentials for relay servers that share a secret with us, as coturn does with {@code use-auth-secret}
 * (draft-uberti-behave-turn-rest-00).
 */
final class TurnRules {
  /** Longer than a session of 90 minutes. */
  static final long TTL_SECONDS = 7_200;

  private TurnRules() {}

  /** Who may use a relay until when. */
  record Credential(String username, String password) {}

  /** @param user shows up in the log of the relay, so no person is named */
  static Credential credential(String secret, String user, long nowSeconds) {
    var username = nowSeconds + TTL_SECONDS + ":" + user;
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      var hash = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return new Credential(username, Base64.getEncoder().encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The list as {@code RTCPeerConnection} takes it. */
  static void iceServers(Json.Out out, List<String> urls, String secret, String user, long nowSeconds) {
    var servers = urls.isEmpty() ? List.<List<String>>of() : List.of(urls);
    out.objects(
        "iceServers",
        servers,
        (o, all) -> {
          var credential = credential(secret, user, nowSeconds);
          o.strings("urls", all).put("username", credential.username()).put("credential", credential.password());
        });
  }
}
