package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sign-in cookie: how it is set, what it opens, when it opens nothing any more. */
class SignInCookieTest {
  @RegisterExtension static final Nodes NODE = new Nodes();

  @Test
  void scriptsDoNotReadItAndOtherSitesDoNotSendIt() {
    try (var client = NODE.nobody()) {
      var set = client.signIn("t4@eichbrunn.example", "amtsrunde-demo").header("Set-Cookie");
      assertThat(set)
          .startsWith("amtsrunde=")
          .doesNotContainIgnoringCase("Secure")
          .doesNotContainIgnoringCase("Domain");
      assertThat(Arrays.stream(set.split("; *")).map(part -> part.toLowerCase(java.util.Locale.ROOT)))
          .contains("httponly", "samesite=lax", "path=/")
          .anyMatch(part -> part.startsWith("max-age=") && Integer.parseInt(part.substring(8)) > 3600);
    }
  }

  @Test
  void behindTlsItIsBoundToTheHost() throws Exception {
    try (var node = LocalNode.start(Map.of("AMTSRUNDE_PUBLICURL", "https://runde.amtsrunde.example"));
        var client = new HttpTestClient(node.port())) {
      client.origin("https://runde.amtsrunde.example");
      var answer = client.signIn("t4@eichbrunn.example", "amtsrunde-demo");
      assertThat(answer.header("Set-Cookie"))
          .startsWith("__Host-amtsrunde=")
          .contains("; Path=/", "; SameSite=Lax")
          .containsIgnoringCase("; Secure")
          .containsIgnoringCase("; HttpOnly")
          .doesNotContainIgnoringCase("Domain");
      assertThat(client.get("/api/me").status()).isEqualTo(200);
      assertThat(client.origin("http://runde.amtsrunde.example").post("/api/sign-out", "").status()).isEqualTo(403);
      client.origin(null);
      client.cookie("amtsrunde", client.cookie().replaceFirst("__Host-amtsrunde=", ""));
      client.cookie("__Host-amtsrunde", "");
      assertThat(client.get("/api/me").status()).as("without the prefix anybody could have set it").isEqualTo(401);
    }
  }

  @Test
  void nothingElseOpensTheDoor() {
    try (var client = NODE.as("t4@eichbrunn.example")) {
      var cookie = client.cookie().replaceFirst("amtsrunde=", "");
      var parts = cookie.split("\\.");
      for (var other :
          new String[] {
            "",
            "x",
            "..",
            cookie + "x",
            cookie.substring(1),
            parts[0] + "." + parts[1] + "." + "0".repeat(52),
            "demo-t1." + parts[1] + "." + parts[2],
            parts[0] + "." + "0".repeat(20) + "." + parts[2]
          }) {
        assertThat(client.cookie("amtsrunde", other).get("/api/me").status()).as(other).isEqualTo(401);
      }
      assertThat(client.cookie("amtsrunde", cookie).get("/api/me").status()).isEqualTo(200);
    }
  }

  @Test
  void whatWasRevokedOpensNothingFromThenOn() {
    try (var here = NODE.as("t4@eichbrunn.example");
        var there = NODE.as("t4@eichbrunn.example")) {
      var cookie = here.cookie().replaceFirst("amtsrunde=", "");
      assertThat(here.post("/api/sign-out", "").status()).isEqualTo(204);
      assertThat(here.cookie()).as("the browser was told to forget it").isEmpty();
      here.cookie("amtsrunde", cookie);
      for (var path : new String[] {"/api/me", "/api/authorities", "/api/people"}) {
        assertThat(here.get(path).status()).isEqualTo(401);
      }
      for (var path :
          new String[] {
            "/api/sign-out", "/api/sign-out-everywhere", "/api/password", "/api/realtime/token", "/api/invitations"
          }) {
        assertThat(here.post(path, "{}").status()).as(path).isEqualTo(401);
      }
      assertThat(there.get("/api/me").status()).isEqualTo(200);
      assertThat(there.post("/api/sign-out-everywhere", "{}").status()).isEqualTo(204);
      try (var again = NODE.as("t4@eichbrunn.example")) {
        assertThat(again.get("/api/me").status()).isEqualTo(200);
      }
    }
  }
}
