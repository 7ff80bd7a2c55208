package org.amtsrunde.documents.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A comment over HTTP, as the open sockets of its document hear of it, byte by byte. */
class CommentSocketsTest {
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient guest;

  private String id;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    guest = HttpTestClient.of(node.port(), "m2@birkenried.example");
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    guest.close();
    node.close();
  }

  @BeforeEach
  void document() {
    id = owner.post("/api/documents", "{\"title\":\"Plan\"}").json().get("id").asText();
  }

  private void share(String role) {
    var body = ("{\"role\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(owner.request("PUT", "/api/documents/" + id + "/shares/demo-m2", body).status()).isEqualTo(204);
  }

  private String comment(String cid) {
    var body = "{\"cid\":\"" + cid + "\",\"text\":\"Geheimnis\"}";
    return owner.post("/api/documents/" + id + "/threads", body).json().get("id").asText();
  }

  private SyncSocket open(HttpTestClient person) {
    var token = person.post("/api/realtime/token", "{}").json().get("token").asText();
    return new SyncSocket(node.port(), "/collaboration")
        .token(id, token)
        .await("in", bytes -> type(bytes) == Body.SYNC);
  }

  private int type(byte[] message) {
    var in = new Lib0Reader(message);
    return message.length > 1 && in.varString().equals(id) ? (int) in.varUint() : -1;
  }

  private List<String> told(SyncSocket socket) {
    return socket.messages().stream().filter(bytes -> type(bytes) == Body.STATELESS).map(this::words).toList();
  }

  private String words(byte[] message) {
    var in = new Lib0Reader(message);
    in.varString();
    in.varUint();
    var words = in.varString();
    assertThat(in.hasMore()).isFalse();
    return words;
  }

  private static String notice(String thread) {
    return "{\"type\":\"thread\",\"id\":\"" + thread + "\"}";
  }

  private void write(int client) {
    var update = new Doc().edit(client, edit -> edit.insertText("t", 0, "x"));
    owner.header("Content-Type", "application/octet-stream");
    assertThat(owner.request("POST", "/api/documents/" + id + "/updates", update).status()).isEqualTo(204);
    owner.header("Content-Type", "application/json");
  }

  private long updates(SyncSocket socket) {
    return socket.count(bytes -> type(bytes) == Body.SYNC && bytes[id.length() + 2] == Body.UPDATE);
  }

  @Test
  void aHocuspocusClientWithTheRoleCommentIsToldWhichThreadAndNothingOfIt() {
    share("comment");
    try (var socket = open(guest)) {
      var thread = comment("c1");
      await().atMost(Duration.ofSeconds(5)).until(() -> told(socket).contains(notice(thread)));
      assertThat(socket.messages())
          .noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("Geheimnis"));
    }
  }

  @Test
  void aViewerAndAClientOfYWebsocketAreToldNothing() {
    share("view");
    try (var viewer = open(guest);
        var owners = open(owner);
        var script = new SyncSocket(node.port(), "/documents/" + id, "Cookie", owner.cookie())) {
      script.await("in", bytes -> bytes[0] == Body.SYNC);
      var thread = comment("c1");
      write(5);
      await().atMost(Duration.ofSeconds(5)).until(() -> told(owners).equals(List.of(notice(thread))));
      await().atMost(Duration.ofSeconds(5)).until(() -> updates(viewer) == 1);
      script.await("the update behind it", bytes -> bytes[0] == Body.SYNC && bytes[1] == Body.UPDATE);
      assertThat(told(viewer)).isEmpty();
      assertThat(script.messages()).noneMatch(bytes -> bytes[0] == Body.STATELESS);
    }
  }

  @Test
  void whoseRoleHasEndedIsToldNothingMore() {
    share("comment");
    try (var revoked = open(guest);
        var owners = open(owner)) {
      var first = comment("c1");
      await().atMost(Duration.ofSeconds(5)).until(() -> told(revoked).contains(notice(first)));
      assertThat(owner.request("DELETE", "/api/documents/" + id + "/shares/demo-m2", new byte[0]).status())
          .isEqualTo(204);
      var second = comment("c2");
      await().atMost(Duration.ofSeconds(5)).until(() -> told(owners).contains(notice(second)));
      revoked.await("sent away", bytes -> type(bytes) == 7);
      assertThat(told(revoked)).doesNotContain(notice(second));
    }
  }
}
