package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every endpoint of documents, done right and in each wrong way. */
class DocumentsOverHttpTest {
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient member;
  private static HttpTestClient stranger;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    member = HttpTestClient.of(node.port(), "t2@birkenried.example");
    stranger = HttpTestClient.of(node.port(), "m2@birkenried.example");
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    member.close();
    stranger.close();
    node.close();
  }

  private static String create(String more) {
    var answer = owner.post("/api/documents", "{\"title\":\"  Plan \"" + more + "}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("title").asText()).isEqualTo("Plan");
    return "/api/documents/" + answer.json().get("id").asText();
  }

  private static String round() {
    for (var room : owner.get("/api/me").json().get("rooms")) {
      if (room.get("kind").asText().equals("round")) {
        return room.get("id").asText();
      }
    }
    throw new AssertionError("no round");
  }

  private static void write(String document, Doc doc, String root, String text) {
    var update =
        doc.edit(
            7,
            edit -> {
              if (root.equals("default")) {
                edit.insertXml(
                    root,
                    0,
                    java.util.List.of(
                        new XmlNode.Element(
                            "heading",
                            Map.of("level", 2L),
                            java.util.List.of(new XmlNode.Text(java.util.List.of(Delta.text(text)))))));
              } else {
                edit.insertText(root, 0, text);
              }
            });
    assertThat(bytes(document, update)).isEqualTo(204);
  }

  private static int bytes(String document, byte[] update) {
    try {
      return owner
          .header("Content-Type", "application/octet-stream")
          .request("POST", document + "/updates", update)
          .status();
    } finally {
      owner.header("Content-Type", "application/json");
    }
  }

  @Test
  void aDocumentIsReadInFourForms() {
    var path = create("");
    write(path, new Doc(), "default", "Ein <Titel>");
    assertThat(owner.header("Accept", null).get(path).json().at("/content/default/children/0/name").asText())
        .isEqualTo("heading");
    assertThat(owner.header("Accept", "text/plain").get(path).text()).isEqualTo("Ein <Titel>\n");
    assertThat(owner.header("Accept", "text/markdown, */*").get(path).text()).isEqualTo("## Ein \\<Titel\\>\n");
    var html = owner.header("Accept", "text/html").get(path);
    assertThat(html.text()).isEqualTo("<h2>Ein &lt;Titel&gt;</h2>\n");
    assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(html.header("Content-Security-Policy")).contains("script-src 'self'");
    owner.header("Accept", null);
  }

  @Test
  void aDocumentOfARoomIsThereForItsMembersAlone() {
    var room = round();
    var path = create(",\"roomId\":\"" + room + "\"");
    assertThat(member.get(path).json().at("/document/role").asText()).isEqualTo("edit");
    assertThat(member.get("/api/documents?roomId=" + room).text()).contains("\"Plan\"");
    assertThat(stranger.get(path).text()).isEqualTo(stranger.get("/api/documents/there-is-none").text());
    assertThat(stranger.get(path).status()).isEqualTo(404);
    assertThat(stranger.get("/api/documents?roomId=" + room).status()).isEqualTo(404);
    assertThat(stranger.post("/api/documents", "{\"title\":\"x\",\"roomId\":\"" + room + "\"}").status())
        .isEqualTo(404);
    assertThat(member.request("DELETE", path, new byte[0]).status()).isEqualTo(403);
    assertThat(member.post(path, "{\"title\":\"Anders\"}").json().get("title").asText()).isEqualTo("Anders");
    assertThat(member.post(path, "{\"frozen\":true}").status()).isEqualTo(403);
    try (var nobody = new HttpTestClient(node.port())) {
      assertThat(nobody.get(path).status()).isEqualTo(401);
    }
  }

  @Test
  void whatIsFrozenOrInTheTrashIsNotWrittenToAndErasedIsGone() {
    var path = create("");
    assertThat(owner.post(path, "{\"frozen\":true}").json().get("state").asText()).isEqualTo("frozen");
    assertThat(bytes(path, new byte[] {0, 0})).isEqualTo(403);
    assertThat(owner.post(path, "{\"frozen\":false}").json().get("state").asText()).isEqualTo("open");
    assertThat(owner.post(path + "/trash", "{}").status()).isEqualTo(204);
    assertThat(owner.get(path).json().at("/document/state").asText()).isEqualTo("trashed");
    assertThat(owner.post(path + "/untrash", "{}").status()).isEqualTo(204);
    assertThat(owner.request("DELETE", path, new byte[0]).status()).isEqualTo(204);
    assertThat(owner.get(path).status()).isEqualTo(404);
    assertThat(owner.get("/api/documents").text()).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
  }

  @Test
  void aShareGivesARoleAndIsTakenBack() {
    var path = create("");
    var guest = stranger.get("/api/me").json().at("/person/id").asText();
    assertThat(owner.request("PUT", path + "/shares/" + guest, "{\"role\":\"comment\"}".getBytes()).status())
        .isEqualTo(204);
    assertThat(stranger.get(path).json().at("/document/role").asText()).isEqualTo("comment");
    assertThat(stranger.get("/api/documents").text()).contains("\"comment\"");
    assertThat(owner.get(path + "/shares").json().at("/shares/0/personId").asText()).isEqualTo(guest);
    assertThat(stranger.get(path + "/shares").status()).isEqualTo(403);
    assertThat(owner.request("PUT", path + "/shares/" + guest, "{\"role\":\"own\"}".getBytes()).status())
        .isEqualTo(400);
    assertThat(stranger.request("DELETE", path + "/shares/" + guest, new byte[0]).status()).isEqualTo(204);
    assertThat(stranger.get(path).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoUpdateIsRefused() {
    var path = create("");
    assertThat(bytes(path, new byte[] {1, 2, 3})).isEqualTo(400);
    assertThat(bytes(path, new byte[(2 << 20) + 1])).isEqualTo(413);
    assertThat(owner.post(path + "/updates", "{}").status()).isEqualTo(400);
    assertThat(owner.post("/api/documents", "{\"title\":\"\"}").status()).isEqualTo(400);
  }
}
