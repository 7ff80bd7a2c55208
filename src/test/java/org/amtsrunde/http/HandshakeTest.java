package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.Talker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets a real-time connection, and when it ends. */
class HandshakeTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private HttpTestClient person;

  @BeforeEach
  void signIn() {
    person = NODE.as("t5@felsheim.example");
  }

  @AfterEach
  void close() {
    person.close();
  }

  @Test
  void aCookieCountsOnPagesOfOursOnly() {
    try (var talker = Talker.of(person)) {
      assertThat(talker.connected().at("/connect/subs/person:demo-t5/recoverable").asBoolean()).isTrue();
      assertThat(talker.connected().at("/connect").has("ttl")).as("it lives as long as the sign-in").isFalse();
    }
    for (var origin : List.of("https://evil.example", "http://127.0.0.1:9", "null")) {
      assertThatThrownBy(() -> new RawClient(NODE.port(), List.of("Cookie", person.cookie(), "Origin", origin)).close())
          .hasCauseInstanceOf(WebSocketHandshakeException.class)
          .cause()
          .satisfies(e -> assertThat(((WebSocketHandshakeException) e).getResponse().statusCode()).isEqualTo(403));
    }
    for (var headers : List.of(List.of("Cookie", person.cookie()), List.of("Origin", LocalNode.ORIGIN))) {
      try (var socket = new RawClient(NODE.port(), headers)) {
        assertThat(socket.send("{\"id\":1,\"connect\":{}}").awaitClose()).as("%s", headers).isEqualTo(3500);
      }
    }
  }

  @Test
  void aTokenIsForOneConnectionAndIsRenewedInBand() {
    var token = token();
    try (var talker = Talker.of(NODE.port(), token)) {
      assertThat(talker.connected().at("/connect/ttl").asInt()).isEqualTo(900);
      assertThat(talker.connected().at("/connect/expires").asBoolean()).isTrue();
      assertThat(talker.command("\"refresh\":{\"token\":\"" + token() + "\"}").at("/refresh/ttl").asInt())
          .isEqualTo(900);
      assertThat(talker.command("\"refresh\":{\"token\":\"" + token + "\"}").at("/error/code").asInt()).isEqualTo(109);
      try (var other = NODE.as("t4@eichbrunn.example")) {
        var foreign = other.post("/api/realtime/token", "{}").json().get("token").asText();
        assertThat(talker.command("\"refresh\":{\"token\":\"" + foreign + "\"}").at("/error/code").asInt())
            .as("a connection stays the person's")
            .isEqualTo(109);
      }
    }
    for (var used : List.of(token, "nonsense", "x".repeat(4000))) {
      try (var again = Talker.of(NODE.port(), used)) {
        assertThat(again.connected().at("/error/code").asInt()).as(used).isEqualTo(109);
        assertThat(again.raw().isClosed()).isFalse();
        again.raw().send("{\"id\":9,\"connect\":{\"token\":\"" + token() + "\"}}").awaitLine("{\"id\":9,\"connect\"");
      }
    }
  }

  @Test
  void aTokenIsNotForLater() throws Exception {
    var token = token();
    NODE.node().expire("token:*");
    try (var late = Talker.of(NODE.port(), token)) {
      assertThat(late.connected().at("/error/code").asInt()).isEqualTo(109);
    }
  }

  @Test
  void aTokenOfAnEndedSignInIsWorthNothing() {
    var token = token();
    assertThat(person.post("/api/sign-out", "{}").status()).isEqualTo(204);
    try (var late = Talker.of(NODE.port(), token)) {
      assertThat(late.connected().at("/error/code").asInt()).isEqualTo(109);
    }
  }

  @Test
  void signingOutEndsTheSocketsOfThatSignInOnly() {
    try (var elsewhere = NODE.as("t5@felsheim.example");
        var mine = Talker.of(person);
        var byToken = Talker.of(NODE.port(), token());
        var other = Talker.of(elsewhere)) {
      assertThat(person.post("/api/sign-out", "{}").status()).isEqualTo(204);
      assertThat(mine.raw().awaitClose()).isEqualTo(3503);
      assertThat(byToken.raw().awaitClose()).isEqualTo(3503);
      other.awaitPush("\"signed.out\"");
      assertThat(other.call("room.list", "{}").get("rooms")).isNotEmpty();
      assertThat(elsewhere.post("/api/sign-out-everywhere", "{}").status()).isEqualTo(204);
      assertThat(other.raw().awaitClose()).isEqualTo(3503);
    }
  }

  private String token() {
    return person.post("/api/realtime/token", "{}").json().get("token").asText();
  }
}
