package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People find their documents, and not a word of anybody else's. */
class SearchOverHttpTest {
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

  private static JsonNode search(HttpTestClient who, String typed) {
    var answer = who.get("/api/search/documents?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static String round() {
    for (var room : owner.get("/api/me").json().get("rooms")) {
      if (room.get("kind").asText().equals("round")) {
        return room.get("id").asText();
      }
    }
    throw new AssertionError("no round");
  }

  private static void until(HttpTestClient who, String typed, int hits) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(search(who, typed).get("hits").size()).isEqualTo(hits));
  }

  @Test
  void aDocumentIsFoundByWhoMaySeeItAndByNobodyElse() {
    var made = owner.post("/api/documents", "{\"title\":\"Zaunkönige\",\"template\":\"minutes\"}").json();
    var path = "/api/documents/" + made.get("id").asText();
    until(owner, "zaunkoenig", 1);
    var hit = search(owner, "Zaunkönig entschuldigt").at("/hits/0");
    assertThat(hit.at("/document/id")).isEqualTo(made.get("id"));
    assertThat(hit.get("excerpt").toString()).contains("{\"text\":\"Entschuldigt\",\"match\":true}");
    assertThat(search(owner, "zaunkönige").get("complete").asBoolean()).isTrue();
    assertThat(stranger.get("/api/search/documents?q=zaunkoenige").text()).isEqualTo("{\"hits\":[],\"complete\":true}");

    var guest = stranger.get("/api/me").json().at("/person/id").asText();
    owner.request("PUT", path + "/shares/" + guest, "{\"role\":\"view\"}".getBytes(StandardCharsets.UTF_8));
    until(stranger, "zaunkönige", 1);
    owner.request("DELETE", path + "/shares/" + guest, new byte[0]);
    assertThat(search(stranger, "zaunkönige").get("hits").size()).as("at once").isZero();

    owner.post(path, "{\"title\":\"Rotkehlchen\"}");
    until(owner, "rotkehlchen", 1);
    owner.post(path + "/trash", "{}");
    assertThat(search(owner, "rotkehlchen").get("hits").size()).as("at once").isZero();
    owner.post(path + "/untrash", "{}");
    until(owner, "rotkehlchen", 1);
    owner.request("DELETE", path, new byte[0]);
    assertThat(search(owner, "rotkehlchen").get("hits").size()).as("at once").isZero();
  }

  @Test
  void theDocumentsOfARoomAreFoundByItsMembersAlone() {
    until(owner, "Bürgerbüro Altwasser", 1);
    var inRound = "/api/search/documents?q=altwasser&roomId=" + round();
    assertThat(owner.get(inRound).json().get("hits").size()).isEqualTo(1);
    assertThat(owner.get("/api/search/documents?q=altwasser&roomId=other").json().get("hits").size()).isZero();
    assertThat(search(stranger, "Bürgerbüro").get("hits").size()).isZero();
    assertThat(stranger.get(inRound).json().get("hits").size()).isZero();
    assertThat(search(owner, "\"(:*~").get("hits").size()).isZero();
    assertThat(owner.get("/api/search/documents").json().get("hits").size()).isZero();
    try (var nobody = new HttpTestClient(node.port())) {
      assertThat(nobody.get("/api/search/documents?q=a").status()).isEqualTo(401);
    }
  }
}
