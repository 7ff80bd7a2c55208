package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every request meets, whatever it asks for. */
class EdgeTest {
  private static final String SIGN_IN = "{\"email\":\"t1@altwasser.example\",\"password\":\"amtsrunde-demo\"}";

  @RegisterExtension static final Nodes NODE = new Nodes();
  private HttpTestClient client;

  @BeforeEach
  void open() {
    client = NODE.nobody();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void onlyPagesOfOursChangeSomething() {
    for (var origin :
        List.of(
            "https://evil.example", "http://127.0.0.1:8081", "https://127.0.0.1:8080", "null", "", "http://", "%%")) {
      var answer = client.origin(origin).post("/api/sign-in", SIGN_IN);
      assertThat(answer.status()).as(origin).isEqualTo(403);
      assertThat(answer.header("Set-Cookie")).isEmpty();
      assertThat(client.get("/api/authorities").status()).as("reading is no change").isEqualTo(401);
    }
    for (var origin : List.of(LocalNode.ORIGIN, "http://localhost:8080")) {
      assertThat(client.origin(origin).post("/api/sign-in", SIGN_IN).status()).isEqualTo(200);
    }
    client.origin(null).header("Sec-Fetch-Site", "cross-site");
    assertThat(client.post("/api/sign-in", SIGN_IN).status()).isEqualTo(403);
    client.header("Sec-Fetch-Site", "same-origin");
    assertThat(client.post("/api/sign-in", SIGN_IN).status()).isEqualTo(200);
  }

  @Test
  void aBodyIsJsonAndSaysSo() {
    for (var type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json")) {
      assertThat(client.header("Content-Type", type).post("/api/sign-in", SIGN_IN).status()).as(type).isEqualTo(400);
    }
    assertThat(client.header("Content-Type", null).post("/api/sign-in", SIGN_IN).status()).isEqualTo(400);
    client.header("Content-Type", "application/json; charset=utf-8");
    assertThat(client.post("/api/sign-in", SIGN_IN).status()).isEqualTo(200);
    for (var body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "\"x\"",
            SIGN_IN + SIGN_IN,
            "{\"email\":1}",
            "{\"email\":{}}",
            "{\"email\":null}",
            "{\"email\":\"a@b.example\",\"email\":\"c@d.example\",\"password\":\"x\"}",
            "{\"email\":\"\",\"password\":\"\"}",
            "{\"email\":" + "[".repeat(2000) + "]".repeat(2000) + "}")) {
      assertThat(client.post("/api/sign-in", body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void aBodyIsUtf8() {
    for (var bytes :
        List.of(new byte[] {(byte) 0xC0, (byte) 0xAF}, new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xE4, 'x'})) {
      var name = new String(bytes, StandardCharsets.ISO_8859_1);
      var body = SIGN_IN.replace("t1@", name + "@").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(client.request("POST", "/api/sign-in", body).status()).isEqualTo(400);
    }
    assertThat(client.request("POST", "/api/sign-in", SIGN_IN.getBytes(StandardCharsets.UTF_16BE)).status())
        .isEqualTo(400);
  }

  @Test
  void largeThingsAreRefused() {
    assertThat(client.post("/api/sign-in", SIGN_IN + " ".repeat(EdgeVerticle.MAX_BYTES)).status()).isEqualTo(413);
    assertThat(client.post("/api/sign-in", SIGN_IN.replace("t1", "t".repeat(400))).status()).isEqualTo(413);
    assertThat(client.post("/api/sign-in", SIGN_IN + " ".repeat(EdgeVerticle.MAX_BYTES - 200)).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsAProblemUnderApiAndAPageElsewhere() {
    for (var path : List.of("/api", "/api/", "/api/nothing", "/api/me/", "/api/people")) {
      var answer = client.get(path);
      assertThat(answer.status()).as(path).isIn(401, 404);
      assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
    }
    for (var method : List.of("DELETE", "PUT", "PATCH", "OPTIONS")) {
      assertThat(client.request(method, "/api/me", new byte[0]).status()).as(method).isEqualTo(404);
    }
    assertThat(client.post("/api/me", "{}").status()).isEqualTo(404);
    assertThat(client.get("/api/sign-in").status()).isEqualTo(404);
    var refused = client.post("/raum/1", "{}");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(client.get("/assets/nothing.js").status()).isEqualTo(404);
    assertThat(client.get("/assets/..%2f..%2forg/amtsrunde/Server.class").text()).doesNotContain("amtsrunde/Server");
  }

  @Test
  void noAddressIsTooStrange() throws IOException {
    for (var target : List.of("/api/people/%zz", "/api/%", "/api/\u0001", "/%00", "*", "http://other.example/api/me")) {
      var answer = raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(target).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ");
    }
    // A page of the client, where that is part of the build.
    assertThat(raw("GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).containsPattern("^HTTP/1.1 (200|404)");
    assertThat(raw("GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).containsPattern("^HTTP/1.[01] 414");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n"))
        .containsPattern("^HTTP/1.[01] 431");
    assertThat(raw("GET /connection/websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n"))
        .as("no key")
        .containsPattern("^HTTP/1.[01] 4");
    assertThat(raw("hello\r\n\r\n")).containsPattern("^HTTP/1.[01] 400");
  }

  /** What EndpointFuzzTest found with the seeds 701382754055 and 8351022048633, and others on the way. */
  @Test
  void whatTheRouterCannotTakeIsNoFaultOfTheServer() throws IOException {
    for (var host : List.of("", "Host: a b\r\n")) {
      assertThat(raw("GET /api/me HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 400")
          .contains("/problems/invalid");
    }
    for (var path : List.of("/connection/sse", "/connection/websocket")) {
      var broken = "GET " + path + "?%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      assertThat(raw(broken)).as(path).startsWith("HTTP/1.1 400").contains("/problems/invalid");
    }
    client.header("Content-Type", "multipart/form-data; boundary=x");
    assertThat(client.get("/api/authorities").status()).as("a read has no body").isEqualTo(401);
    assertThat(client.request("GET", "/api/authorities", new byte[70_000]).status()).isEqualTo(401);
    var handshake = "GET /collaboration HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: close\r\n";
    assertThat(raw(handshake + "\r\n")).startsWith("HTTP/1.1 400").contains("/problems/invalid");
    assertThat(raw(handshake + "Origin: https://evil.example\r\n\r\n")).contains("/problems/denied");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", NODE.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyAnswerTellsTheBrowserToBeCareful() {
    var answers =
        List.of(
            client.get("/api/me"),
            client.get("/api/nothing"),
            client.get("/api/openapi.yaml"),
            client.get("/health/live"),
            client.get("/health/ready"),
            client.get("/connection/websocket"),
            client.get("/"),
            client.get("/assets/nothing.js"),
            client.post("/api/sign-in", SIGN_IN),
            client.post("/api/sign-in", "{"),
            client.post("/api/sign-in", " ".repeat(70_000)),
            client.post("/", "{}"),
            client.origin("https://evil.example").post("/api/sign-in", SIGN_IN));
    for (var answer : answers) {
      assertThat(answer.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                  + " font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.header("Server")).isEmpty();
    }
    assertThat(answers.get(3).json().get("status").asText()).isEqualTo("live");
    assertThat(answers.get(4).json().get("status").asText()).isEqualTo("ready");
    assertThat(answers.get(5).status()).isEqualTo(426);
    for (var path : List.of("/health/live", "/health/ready")) {
      assertThat(client.request("HEAD", path, new byte[0]).status()).isEqualTo(200);
    }
  }
}
