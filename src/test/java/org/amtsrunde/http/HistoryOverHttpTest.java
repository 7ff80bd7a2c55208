package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** A document's past over HTTP, done right and in each wrong way. */
class HistoryOverHttpTest {
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient member;
  private static HttpTestClient stranger;
  private static String ownerId;
  private static String memberId;

  private final Doc doc = new Doc();
  private String path;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    member = HttpTestClient.of(node.port(), "t2@birkenried.example");
    stranger = HttpTestClient.of(node.port(), "m2@birkenried.example");
    ownerId = id(owner);
    memberId = id(member);
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    member.close();
    stranger.close();
    node.close();
  }

  private static String id(HttpTestClient client) {
    return client.get("/api/me").json().at("/person/id").asText();
  }

  /** A document that the member may edit, with two paragraphs by its owner. */
  @BeforeEach
  void document() {
    path = "/api/documents/" + owner.post("/api/documents", "{\"title\":\"Plan\"}").json().get("id").asText();
    share(member, "edit");
    write(owner, 1, edit -> edit.insertXml("default", 0, List.of(paragraph("Der alte Satz"), paragraph("Ende"))));
  }

  private void share(HttpTestClient with, String role) {
    var body = ("{\"role\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(owner.request("PUT", path + "/shares/" + id(with), body).status()).isEqualTo(204);
  }

  private static XmlNode paragraph(String text) {
    return new XmlNode.Element("paragraph", Map.of(), List.of(new XmlNode.Text(List.of(Delta.text(text)))));
  }

  private void write(HttpTestClient who, long client, Consumer<Edit> changes) {
    var update = doc.edit(client, changes);
    var answer = who.header("Content-Type", "application/octet-stream").request("POST", path + "/updates", update);
    who.header("Content-Type", "application/json");
    assertThat(answer.status()).isEqualTo(204);
  }

  private String name(String label) {
    var answer = owner.post(path + "/versions", "{\"label\":\"" + label + "\"}");
    assertThat(answer.status()).isEqualTo(201);
    return path + "/versions/" + answer.json().get("id").asText();
  }

  private String text(String where) {
    var text = owner.header("Accept", "text/plain").get(where).text();
    owner.header("Accept", null);
    return text;
  }

  private static List<String> runs(JsonNode blocks) {
    var runs = new ArrayList<String>();
    for (var block : blocks.get("blocks")) {
      for (var run : block.get("runs")) {
        var by = run.path("byId").asText("nobody");
        runs.add(run.get("change").asText() + " " + run.get("text").asText() + (by.equals("nobody") ? "" : " " + by));
      }
    }
    return runs;
  }

  @Test
  void aNamedVersionIsReadComparedAndRestored() {
    var version = name("  Erster Stand ");
    write(
        member,
        2,
        edit -> {
          edit.delete("default", 0, 1);
          edit.insertXml("default", 0, List.of(paragraph("Der neue Satz")));
        });
    assertThat(text(version)).isEqualTo("Der alte Satz\n\nEnde\n");
    assertThat(text(path)).isEqualTo("Der neue Satz\n\nEnde\n");
    assertThat(owner.get(version).json().at("/content/default/children/0/name").asText()).isEqualTo("paragraph");
    var expected = List.of("inserted Der neue Satz " + memberId, "deleted Der alte Satz " + memberId, "same Ende");
    assertThat(runs(member.get(version + "/changes").json())).containsExactlyInAnyOrderElementsOf(expected);

    assertThat(member.post(version + "/restore", "{}").status()).isEqualTo(204);
    assertThat(text(path)).isEqualTo("Der alte Satz\n\nEnde\n");
    var versions = owner.get(path + "/versions").json().get("versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).get("kind").asText()).isEqualTo("before-restore");
    assertThat(versions.get(0).get("byId").asText()).isEqualTo(memberId);
    assertThat(versions.get(0).get("writers").get(0).asText()).isEqualTo(memberId);
    assertThat(versions.get(1).get("label").asText()).isEqualTo("Erster Stand");
    assertThat(versions.get(1).get("writers").get(0).asText()).isEqualTo(ownerId);
    var before = path + "/versions/" + versions.get(0).get("id").asText();
    assertThat(text(before)).isEqualTo("Der neue Satz\n\nEnde\n");
    var back = before + "/changes?to=" + versions.get(1).get("id").asText();
    assertThat(runs(owner.get(back).json()).stream().map(run -> run.split(" ", 2)[0]))
        .containsExactlyInAnyOrder("inserted", "deleted", "same");
    assertThat(owner.post(version + "/restore", "{}").status()).as("again, with nothing left to do").isEqualTo(204);
    assertThat(text(path)).isEqualTo("Der alte Satz\n\nEnde\n");
  }

  @Test
  void whoWroteWhatIsToldAndRepeatingIsNotWriting() {
    write(member, 2, edit -> edit.insertXml("default", 0, List.of(paragraph("davor"))));
    var whole = doc.encode();
    member.header("Content-Type", "application/octet-stream").request("POST", path + "/updates", whole);
    member.header("Content-Type", "application/json");
    var authors = owner.get(path + "/authors").json().get("authors");
    assertThat(authors).hasSize(2);
    for (var run : authors) {
      assertThat(run.get("personId").asText()).isEqualTo(run.get("clientId").asLong() == 1 ? ownerId : memberId);
      assertThat(run.get("clock").asInt()).isZero();
      assertThat(run.get("length").asInt()).isEqualTo(doc.stateVector().clock(run.get("clientId").asLong()));
      assertThat(run.get("at").asText()).endsWith("00Z");
    }
  }

  @Test
  void eachRoleMayDoItsPart() {
    var version = name("Stand");
    var label = "{\"label\":\"Anders\"}";
    assertThat(member.post(version, label).json().get("label").asText()).isEqualTo("Anders");
    assertThat(member.request("DELETE", version, new byte[0]).status()).isEqualTo(403);
    share(stranger, "comment");
    assertThat(stranger.get(path + "/versions").json().get("versions")).hasSize(1);
    assertThat(stranger.get(version).status()).isEqualTo(200);
    assertThat(stranger.get(version + "/changes").status()).isEqualTo(200);
    assertThat(stranger.get(path + "/authors").status()).isEqualTo(200);
    assertThat(stranger.post(path + "/versions", label).status()).isEqualTo(403);
    assertThat(stranger.post(version, label).status()).isEqualTo(403);
    assertThat(stranger.post(version + "/restore", "{}").status()).isEqualTo(403);
    owner.post(path, "{\"frozen\":true}");
    assertThat(member.post(version + "/restore", "{}").status()).isEqualTo(403);
    assertThat(owner.request("DELETE", version, new byte[0]).status()).isEqualTo(204);
    assertThat(owner.request("DELETE", version, new byte[0]).status()).isEqualTo(404);
  }

  @Test
  void hiddenAndMissingAreTheSame() {
    var version = name("Stand");
    var nowhere = "/api/documents/there-is-none/versions/none";
    for (var end : List.of("", "/changes")) {
      assertThat(stranger.get(version + end).status()).isEqualTo(404);
      assertThat(stranger.get(version + end).text()).isEqualTo(stranger.get(nowhere + end).text());
      assertThat(owner.get(path + "/versions/none" + end).status()).isEqualTo(404);
    }
    assertThat(owner.get(version + "/changes?to=none").status()).isEqualTo(404);
    for (var all : List.of("/versions", "/authors")) {
      assertThat(stranger.get(path + all).text()).isEqualTo(stranger.get("/api/documents/there-is-none" + all).text());
    }
    assertThat(stranger.post(path + "/versions", "{\"label\":\"x\"}").status()).isEqualTo(404);
    assertThat(stranger.post(version, "{\"label\":\"x\"}").status()).isEqualTo(404);
    assertThat(owner.post(path + "/versions/none", "{\"label\":\"x\"}").status()).isEqualTo(404);
    assertThat(stranger.request("DELETE", version, new byte[0]).status()).isEqualTo(404);
    assertThat(stranger.post(version + "/restore", "{}").status()).isEqualTo(404);
    try (var nobody = new HttpTestClient(node.port())) {
      assertThat(nobody.get(path + "/versions").status()).isEqualTo(401);
    }
  }

  @Test
  void labelsAreShortAndVisible() {
    for (var label : List.of("", "   ", "x".repeat(101), "a\\nb")) {
      assertThat(owner.post(path + "/versions", "{\"label\":\"" + label + "\"}").status()).as(label).isEqualTo(400);
    }
    assertThat(owner.post(path + "/versions", "{}").status()).isEqualTo(400);
  }
}
