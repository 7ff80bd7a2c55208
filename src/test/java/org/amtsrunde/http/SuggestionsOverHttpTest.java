package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Edit;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A suggestion over HTTP, from its beginning to its end, done right and in each wrong way. */
class SuggestionsOverHttpTest {
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient suggester;
  private static HttpTestClient other;
  private static String suggesterId;

  private final Doc doc = new Doc();
  private String path;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    suggester = HttpTestClient.of(node.port(), "t2@birkenried.example");
    other = HttpTestClient.of(node.port(), "m2@birkenried.example");
    suggesterId = id(suggester);
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    suggester.close();
    other.close();
    node.close();
  }

  private static String id(HttpTestClient client) {
    return client.get("/api/me").json().at("/person/id").asText();
  }

  @BeforeEach
  void document() {
    path = "/api/documents/" + owner.post("/api/documents", "{\"title\":\"Plan\"}").json().get("id").asText();
    share(suggester, "suggest");
    share(other, "suggest");
    assertThat(write(owner, path, doc, 1, edit -> edit.insertXml("default", 0, List.of(paragraph("Anfang")))))
        .isEqualTo(204);
  }

  private void share(HttpTestClient with, String role) {
    var body = ("{\"role\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(owner.request("PUT", path + "/shares/" + id(with), body).status()).isEqualTo(204);
  }

  private static XmlNode paragraph(String text) {
    return new XmlNode.Element("paragraph", Map.of(), List.of(new XmlNode.Text(List.of(Delta.text(text)))));
  }

  private static int write(HttpTestClient who, String where, Doc doc, long client, Consumer<Edit> changes) {
    var update = doc.edit(client, changes);
    var answer = who.header("Content-Type", "application/octet-stream").request("POST", where + "/updates", update);
    who.header("Content-Type", "application/json");
    return answer.status();
  }

  private String begin() {
    var answer = suggester.post(path + "/suggestions", "{}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(path).endsWith(answer.json().get("parentId").asText());
    assertThat(answer.json().get("ownerId").asText()).isEqualTo(suggesterId);
    assertThat(answer.json().get("role").asText()).isEqualTo("edit");
    return "/api/documents/" + answer.json().get("id").asText();
  }

  private static String text(HttpTestClient who, String where) {
    var text = who.header("Accept", "text/plain").get(where).text();
    who.header("Accept", null);
    return text;
  }

  @Test
  void aSuggestionIsWrittenSeenAndTakenOver() {
    var branch = begin();
    assertThat(begin()).as("one at a time").isEqualTo(branch);
    assertThat(text(suggester, branch)).isEqualTo("Anfang\n");
    assertThat(write(suggester, path, Doc.of(doc.encode()), 8, edit -> edit.insertText("t", 0, "x"))).isEqualTo(403);
    var copy = Doc.of(doc.encode());
    Consumer<Edit> more = edit -> edit.insertXml("default", 1, List.of(paragraph("Vorschlag")));
    assertThat(write(suggester, branch, copy, 2, more)).isEqualTo(204);
    assertThat(write(owner, path, doc, 1, edit -> edit.insertXml("default", 0, List.of(paragraph("Davor")))))
        .isEqualTo(204);
    assertThat(text(owner, path)).isEqualTo("Davor\n\nAnfang\n");

    var blocks = owner.get(branch + "/suggestion").json().get("blocks");
    assertThat(blocks).hasSize(3);
    assertThat(blocks.get(0).get("change").asText()).isEqualTo("same");
    assertThat(blocks.get(2).get("change").asText()).isEqualTo("inserted");
    assertThat(blocks.get(2).at("/runs/0/text").asText()).isEqualTo("Vorschlag");
    assertThat(blocks.get(2).at("/runs/0/byId").asText()).isEqualTo(suggesterId);
    var listed = owner.get(path + "/suggestions").json().get("suggestions");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("authorId").asText()).isEqualTo(suggesterId);
    assertThat(listed.get(0).at("/document/role").asText()).isEqualTo("view");
    assertThat(owner.get(branch + "/authors").json().get("authors"))
        .as("who begins a suggestion has not written the document")
        .hasSize(1);

    assertThat(suggester.post(branch + "/accept", "{}").status()).isEqualTo(403);
    assertThat(owner.post(branch + "/accept", "{}").status()).isEqualTo(204);
    assertThat(text(owner, path)).isEqualTo("Davor\n\nAnfang\n\nVorschlag\n");
    assertThat(owner.get(path + "/authors").json().get("authors").toString())
        .contains(
            "{\"clientId\":2,\"clock\":0,\"length\":" + copy.stateVector().clock(2) + ",\"personId\":\"" + suggesterId);
    assertThat(suggester.get(branch).status()).isEqualTo(404);
    assertThat(owner.post(branch + "/accept", "{}").status()).isEqualTo(404);
    assertThat(owner.get(path + "/suggestions").json().get("suggestions")).isEmpty();
    assertThat(begin()).as("the next one").isNotEqualTo(branch);
  }

  @Test
  void itsAuthorWithdrawsItAndWhoeverEditsRejectsIt() {
    var first = begin();
    assertThat(suggester.post(first + "/reject", "{}").status()).isEqualTo(204);
    var second = begin();
    assertThat(second).isNotEqualTo(first);
    assertThat(owner.post(second + "/reject", "{}").status()).isEqualTo(204);
    assertThat(suggester.get(second).status()).isEqualTo(404);
    assertThat(text(owner, path)).isEqualTo("Anfang\n");
  }

  @Test
  void nobodyElseKnowsOfIt() {
    var branch = begin();
    var missing = "/api/documents/there-is-none";
    for (var end : List.of("", "/suggestion", "/versions", "/authors", "/suggestions")) {
      assertThat(other.get(branch + end).status()).isEqualTo(404);
      assertThat(other.get(branch + end).text()).isEqualTo(other.get(missing + end).text());
    }
    for (var end : List.of("/accept", "/reject", "/suggestions")) {
      assertThat(other.post(branch + end, "{}").text()).isEqualTo(other.post(missing + end, "{}").text());
    }
    assertThat(other.get(path + "/suggestions").json().get("suggestions")).isEmpty();
    assertThat(owner.get("/api/documents").text()).doesNotContain(branch.substring(branch.lastIndexOf('/') + 1));
    assertThat(owner.get(path + "/suggestion").status()).as("a document is no suggestion").isEqualTo(404);
    assertThat(owner.post(path + "/accept", "{}").status()).isEqualTo(404);
    assertThat(suggester.post(branch + "/suggestions", "{}").status()).isEqualTo(400);
    assertThat(owner.request("DELETE", branch, new byte[0]).status()).isEqualTo(403);
    assertThat(write(owner, branch, Doc.of(doc.encode()), 3, edit -> edit.insertText("t", 0, "x"))).isEqualTo(403);
  }

  @Test
  void itTakesTheRoleToSuggestAndAnOpenDocument() {
    share(other, "comment");
    assertThat(other.post(path + "/suggestions", "{}").status()).isEqualTo(403);
    assertThat(other.get(path + "/suggestions").status()).isEqualTo(403);
    var branch = begin();
    owner.post(path, "{\"frozen\":true}");
    assertThat(other.post(path + "/suggestions", "{}").status()).isEqualTo(403);
    assertThat(owner.post(branch + "/accept", "{}").status()).isEqualTo(403);
    owner.post(path, "{\"frozen\":false}");
    share(suggester, "comment");
    assertThat(suggester.get(branch).status()).isEqualTo(404);
    assertThat(owner.get(branch).status()).isEqualTo(200);
  }

  @Test
  void itGoesWithItsDocument() {
    var branch = begin();
    assertThat(owner.post(path + "/trash", "{}").status()).isEqualTo(204);
    assertThat(suggester.get(branch).status()).isEqualTo(404);
    assertThat(owner.get(branch).status()).isEqualTo(404);
    assertThat(owner.post(path + "/untrash", "{}").status()).isEqualTo(204);
    assertThat(suggester.get(branch).status()).isEqualTo(200);
    assertThat(owner.request("DELETE", path, new byte[0]).status()).isEqualTo(204);
    assertThat(suggester.get(branch).status()).isEqualTo(404);
  }
}
