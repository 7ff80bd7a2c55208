package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.StreamClient;
import org.amtsrunde.support.StreamClient.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may open a stream as whom, and who may speak for it. */
class StreamRightsTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private static final String CONNECT = "{\"id\":1,\"connect\":{}}";

  private static StreamClient stream(Kind kind, HttpTestClient person, String... headers) {
    var all = new ArrayList<>(List.of("Cookie", person.cookie()));
    all.addAll(List.of(headers));
    return new StreamClient(NODE.port(), kind, all, CONNECT);
  }

  @ParameterizedTest
  @EnumSource
  void theCookieCountsOnPagesOfOursOnly(Kind kind) {
    try (var anna = NODE.as("t1@altwasser.example");
        var own = stream(kind, anna, "Origin", LocalNode.ORIGIN).connected()) {
      own.send("{\"id\":2,\"rpc\":{\"method\":\"room.list\",\"data\":{}}}").awaitLine("{\"id\":2,", "\"rooms\"");
      for (var origin : List.of("https://evil.example", "http://127.0.0.1:1", "null")) {
        try (var foreign = stream(kind, anna, "Origin", origin)) {
          assertThat(foreign.answer().statusCode()).as(origin).isEqualTo(403);
        }
      }
      for (var site : List.of("cross-site", "same-site", "none")) {
        try (var foreign = stream(kind, anna, "Sec-Fetch-Site", site)) {
          assertThat(foreign.answer().statusCode()).as(site).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void aBrowserNamesNoOriginWhenItReadsFromItsOwn() {
    try (var anna = NODE.as("t1@altwasser.example");
        var events = stream(Kind.SSE, anna, "Sec-Fetch-Site", "same-origin").connected();
        var old = stream(Kind.SSE, anna).connected();
        var script = stream(Kind.HTTP_STREAM, anna)) {
      assertThat(events.session()).isNotEqualTo(old.session());
      assertThat(script.awaitClose()).as("a script needs a token").isEqualTo(3500);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodySpeaksForSomebodyElse(Kind kind) {
    try (var anna = NODE.as("t1@altwasser.example");
        var bert = NODE.as("t2@birkenried.example");
        var nobody = NODE.nobody();
        var own = stream(kind, anna, "Origin", LocalNode.ORIGIN).connected()) {
      var said = "{\"session\":\"%s\",\"node\":\"%s\",\"data\":\"{}\"}".formatted(own.session(), own.node());
      assertThat(anna.origin("https://evil.example").post("/emulation", said).status()).isEqualTo(403);
      assertThat(bert.origin(LocalNode.ORIGIN).post("/emulation", said).status()).isEqualTo(404);
      assertThat(nobody.origin(LocalNode.ORIGIN).post("/emulation", said).status()).isEqualTo(404);
      assertThat(anna.origin(null).post("/emulation", said).status()).as("the cookie does not count").isEqualTo(404);
      assertThat(anna.origin(LocalNode.ORIGIN).post("/emulation", said).status()).isEqualTo(204);
      own.send("{\"id\":2,\"ping\":{}}").awaitLine("{\"id\":2,");
      assertThat(anna.post("/api/sign-out", "{}").status()).isEqualTo(204);
      assertThat(own.awaitClose()).isEqualTo(3503);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenOpensAStreamWithoutACookie(Kind kind) {
    try (var anna = NODE.as("t1@altwasser.example")) {
      var token = anna.post("/api/realtime/token", "{}").json().get("token").asText();
      var connect = "{\"id\":1,\"connect\":{\"token\":\"" + token + "\"}}";
      try (var client = new StreamClient(NODE.port(), kind, List.of(), connect).connected()) {
        client.send("{\"id\":2,\"rpc\":{\"method\":\"room.list\",\"data\":{}}}").awaitLine("{\"id\":2,", "\"rooms\"");
      }
      try (var again = new StreamClient(NODE.port(), kind, List.of(), connect)) {
        again.awaitLine("{\"id\":1,", "\"code\":109");
      }
    }
  }
}
