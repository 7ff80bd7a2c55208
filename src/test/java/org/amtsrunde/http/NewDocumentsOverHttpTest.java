package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents come into being once, with what their template says. */
class NewDocumentsOverHttpTest {
  private static LocalNode node;
  private static HttpTestClient owner;
  private static HttpTestClient other;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    other = HttpTestClient.of(node.port(), "m2@birkenried.example");
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    other.close();
    node.close();
  }

  @Test
  void eachTemplateIsOfferedAndMakesADocument() {
    var offered = owner.get("/api/document-templates").json().get("templates");
    assertThat(offered.size()).isGreaterThanOrEqualTo(6);
    for (var template : offered) {
      var id = template.get("id").asText();
      var made = owner.post("/api/documents", "{\"title\":\"Unser Plan\",\"template\":\"" + id + "\"}");
      assertThat(made.status()).isEqualTo(201);
      var text = owner.header("Accept", "text/plain").get("/api/documents/" + made.json().get("id").asText()).text();
      owner.header("Accept", null);
      assertThat(text).contains(" 20").doesNotContain("{{");
    }
    assertThat(owner.post("/api/documents", "{\"title\":\"x\",\"template\":\"keine\"}").status()).isEqualTo(400);
    try (var nobody = new HttpTestClient(node.port())) {
      assertThat(nobody.get("/api/document-templates").status()).isEqualTo(401);
    }
  }

  @Test
  void theSameCommandMakesOneDocument() {
    var body = "{\"title\":\"Protokoll\",\"template\":\"minutes\",\"cid\":\"c-1\"}";
    var first = owner.post("/api/documents", body).json().get("id").asText();
    owner.post("/api/documents/" + first, "{\"title\":\"Protokoll vom Montag\"}");
    var again = owner.post("/api/documents", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().get("id").asText()).isEqualTo(first);
    assertThat(again.json().get("title").asText()).as("as it is now").isEqualTo("Protokoll vom Montag");
    assertThat(other.post("/api/documents", body).json().get("id").asText()).isNotEqualTo(first);
    var elsewhere = body.replace("\"cid\"", "\"roomId\":\"demo-round\",\"cid\"");
    assertThat(owner.post("/api/documents", elsewhere).status()).isEqualTo(409);
  }

  @Test
  void theTrashSaysSinceWhen() {
    var made = owner.post("/api/documents", "{\"title\":\"Alt\"}").json();
    var path = "/api/documents/" + made.get("id").asText();
    assertThat(made.has("trashedAt")).isFalse();
    owner.post(path + "/trash", "{}");
    assertThat(owner.get(path).json().at("/document/trashedAt").asText()).startsWith("20").endsWith("Z");
    owner.post(path + "/untrash", "{}");
    assertThat(owner.get(path).json().at("/document").has("trashedAt")).isFalse();
  }
}
