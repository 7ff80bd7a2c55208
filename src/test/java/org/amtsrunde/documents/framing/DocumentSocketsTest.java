package org.amtsrunde.documents.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the two sockets of documents take and refuse, byte by byte. */
class DocumentSocketsTest {
  private static final String HIDDEN = "/documents/there-is-none";
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient stranger;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    stranger = HttpTestClient.of(node.port(), "m2@birkenried.example");
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    stranger.close();
    node.close();
  }

  private static String create() {
    return owner.post("/api/documents", "{\"title\":\"Plan\"}").json().get("id").asText();
  }

  private static String token(HttpTestClient person) {
    return person.post("/api/realtime/token", "{}").json().get("token").asText();
  }

  private static SyncSocket hocuspocus() {
    return new SyncSocket(node.port(), "/collaboration");
  }

  /** Of this document and type, with this byte behind it. */
  private static boolean is(byte[] message, String document, int type, int next) {
    if (message.length < 3) {
      return false;
    }
    var in = new Lib0Reader(message);
    return in.varString().equals(document) && in.varUint() == type && in.u8() == next;
  }

  private static byte[] update(String text) {
    return new Doc().edit(9, edit -> edit.insertText("t", 0, text));
  }

  @Test
  void whoMayNotComeInIsToldSoAtTheDoor() {
    var path = "/documents/" + create();
    var cookie = owner.cookie();
    assertThat(SyncSocket.status(node.port(), path, "Cookie", cookie)).as("a script").isEqualTo(101);
    assertThat(SyncSocket.status(node.port(), path, "Cookie", cookie, "Origin", LocalNode.ORIGIN)).isEqualTo(101);
    assertThat(SyncSocket.status(node.port(), path, "Cookie", cookie, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(SyncSocket.status(node.port(), path)).isEqualTo(401);
    assertThat(SyncSocket.status(node.port(), path, "Cookie", "amtsrunde=nonsense")).isEqualTo(401);
    assertThat(SyncSocket.status(node.port(), path, "Cookie", stranger.cookie())).isEqualTo(404);
    assertThat(SyncSocket.status(node.port(), HIDDEN, "Cookie", stranger.cookie())).isEqualTo(404);
    assertThat(SyncSocket.status(node.port(), "/documents/%7Bx%7D", "Cookie", cookie)).isEqualTo(404);
    assertThat(SyncSocket.status(node.port(), "/collaboration", "Origin", "https://evil.example")).isEqualTo(403);
  }

  @Test
  void aScriptSpeaksYWebsocket() {
    var path = "/documents/" + create();
    try (var socket = new SyncSocket(node.port(), path, "Cookie", owner.cookie())) {
      socket.await("is asked for what it has", bytes -> bytes[0] == Body.SYNC && bytes[1] == Body.STEP_1);
      socket.send(Body.step1(StateVector.EMPTY).bytes());
      socket.await("is told everything", bytes -> bytes[0] == Body.SYNC && bytes[1] == Body.STEP_2);
      var update = Body.update(update("hallo")).bytes();
      socket.send(update);
      socket.await("sees its own when it is stored", bytes -> java.util.Arrays.equals(bytes, update));
      socket.send(new byte[] {99, 1, 2});
      socket.send(new byte[] {0, 2, 3, 1, 2, 3});
      assertThat(socket.awaitClose(5)).isEqualTo(4400);
    }
  }

  @Test
  void everyUpdateOfHocuspocusHasExactlyOneStatus() {
    var id = create();
    try (var socket = hocuspocus()) {
      socket.token(id, token(owner)).await("scope", bytes -> is(bytes, id, 2, 2));
      socket.await("is asked", bytes -> is(bytes, id, 0, 0));
      var doc = new Doc();
      for (int i = 0; i < 20; i++) {
        var edit = doc.edit(9, change -> change.insertText("t", 0, "x"));
        socket.send(SyncSocket.to(id, 0).u8(i % 2 == 0 ? 2 : 1).varBytes(edit).toBytes());
      }
      socket.send(SyncSocket.to(id, 0).u8(2).varBytes(doc.encode()).toBytes());
      await().atMost(Duration.ofSeconds(5)).until(() -> socket.count(bytes -> is(bytes, id, 8, 1)) == 21);
      socket.send(new byte[] {9}).await("pong", bytes -> bytes.length == 1 && bytes[0] == 10);
      socket.send(SyncSocket.to(id, 55).varString("?").toBytes());
      socket.send(SyncSocket.to(id, 5).varString("stateless").toBytes());
      socket.send(SyncSocket.to(id, 0).u8(0).varBytes(StateVector.EMPTY.encode()).toBytes());
      socket.await("goes on", bytes -> is(bytes, id, 0, 1));
      assertThat(socket.count(bytes -> is(bytes, id, 8, 1))).isEqualTo(21);
      assertThat(socket.count(bytes -> is(bytes, id, 0, 2))).as("never its own").isZero();
    }
  }

  @Test
  void whatComesTooEarlyWaitsAndTooMuchOfItDoesNot() {
    var id = create();
    try (var socket = hocuspocus()) {
      socket.send(SyncSocket.to(id, 0).u8(0).varBytes(StateVector.EMPTY.encode()).toBytes());
      socket.send(SyncSocket.to(id, 0).u8(2).varBytes(update("früh")).toBytes());
      socket.token(id, token(owner)).await("stored", bytes -> is(bytes, id, 8, 1));
      socket.await("answered", bytes -> is(bytes, id, 0, 1));
    }
    try (var socket = hocuspocus()) {
      for (int i = 0; i < 33; i++) {
        socket.send(SyncSocket.to(id, 3).toBytes());
      }
      assertThat(socket.awaitClose(5)).isEqualTo(4413);
    }
    try (var socket = hocuspocus()) {
      socket.send(SyncSocket.to(id, 0).u8(2).varBytes(new byte[70_000]).toBytes());
      assertThat(socket.awaitClose(5)).isEqualTo(4413);
    }
    try (var socket = hocuspocus()) {
      socket.send(new byte[] {(byte) 0xff, 1});
      assertThat(socket.awaitClose(5)).isEqualTo(4400);
    }
    try (var socket = hocuspocus()) {
      assertThat(socket.awaitClose(13)).as("says nothing").isEqualTo(4408);
    }
  }

  @Test
  void whoIsSentAwayFromOneDocumentKeepsTheOthersAndMayComeBack() {
    var id = create();
    var closed = create();
    owner.request("PUT", "/api/documents/" + id + "/shares/" + personId(stranger), json("edit"));
    try (var socket = hocuspocus()) {
      var token = token(stranger);
      socket.token(id, token).await("in", bytes -> is(bytes, id, 2, 2));
      socket.token(closed, token).await("hidden", bytes -> is(bytes, closed, 2, 1));
      for (int i = 0; i < 40; i++) {
        socket.send(SyncSocket.to(closed, 0).u8(2).varBytes(update("heimlich")).toBytes());
      }
      socket.send(SyncSocket.to(id, 0).u8(2).varBytes(update("offen")).toBytes());
      socket.await("stored", bytes -> is(bytes, id, 8, 1));
      owner.request("PUT", "/api/documents/" + closed + "/shares/" + personId(stranger), json("view"));
      socket.token(closed, token).await("readonly", bytes -> is(bytes, closed, 2, 2));
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  void aSocketHasAtMostSixtyFourDocuments() {
    var id = create();
    try (var socket = hocuspocus()) {
      var token = token(owner);
      socket.token(id, token).await("in", bytes -> is(bytes, id, 2, 2));
      for (int i = 1; i < 70; i++) {
        socket.token(id + '\0' + i, token);
      }
      var last = id + '\0' + 69;
      socket.await("denied", bytes -> is(bytes, last, 2, 1));
      var fine = id + '\0' + 63;
      socket.await("fine", bytes -> is(bytes, fine, 2, 2));
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  void theEndOfTheSignInEndsBothKindsOfSocketsWithinASecond() {
    var id = create();
    try (var person = HttpTestClient.of(node.port(), "t1@altwasser.example");
        var y = new SyncSocket(node.port(), "/documents/" + id, "Cookie", person.cookie());
        var h = hocuspocus();
        var other = new SyncSocket(node.port(), "/documents/" + id, "Cookie", owner.cookie())) {
      h.token(id, token(person)).await("in", bytes -> is(bytes, id, 2, 2));
      y.await("in", bytes -> bytes[0] == Body.SYNC);
      assertThat(person.post("/api/sign-out", "{}").status()).isEqualTo(204);
      long ended = System.nanoTime();
      assertThat(y.awaitClose(5)).isEqualTo(4401);
      assertThat(h.awaitClose(5)).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(1));
      assertThat(other.isClosed()).isFalse();
    }
  }

  @Test
  void aClientThatSaysNothingHearsSomethingBeforeItGivesUp() {
    var id = create();
    try (var y = new SyncSocket(node.port(), "/documents/" + id, "Cookie", owner.cookie());
        var h = hocuspocus()) {
      h.token(id, token(owner)).await("in", bytes -> is(bytes, id, 0, 0));
      y.await("in", bytes -> bytes[0] == Body.SYNC);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> y.count(bytes -> bytes[0] == Body.AWARENESS) > 0 && h.count(bytes -> is(bytes, id, 1, 1)) > 0);
    }
  }

  private static String personId(HttpTestClient person) {
    return person.get("/api/me").json().at("/person/id").asText();
  }

  private static byte[] json(String role) {
    return ("{\"role\":\"" + role + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
