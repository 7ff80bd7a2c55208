package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.Talker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people talk, by the cookie of their browser and the WebSocket; every frame is held to the description. */
class RoomTalkTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private static int rooms;
  private HttpTestClient leylasBrowser;
  private Talker leyla;
  private Talker tarek;
  private String room;
  private int cids;

  @BeforeEach
  void connect() {
    leylasBrowser = NODE.as("t4@eichbrunn.example");
    leyla = Talker.of(leylasBrowser);
    tarek = Talker.of(NODE.as("m2@birkenried.example"));
    room =
        leyla
            .call(
                "room.create",
                "{\"cid\":\"talk-%d\",\"name\":\"Winterdienst\",\"personIds\":[\"demo-m2\"]}".formatted(rooms++))
            .get("roomId")
            .asText();
    tarek.awaitPush("\"channel\":\"room:" + room + "\",\"subscribe\"");
    tarek.awaitPush("\"person:demo-m2\"", "\"room.joined\"", room);
  }

  @AfterEach
  void close() {
    leyla.close();
    tarek.close();
    leylasBrowser.close();
  }

  private JsonNode post(Talker who, String text, String more) {
    return who.call("room.post", params("\"text\":\"" + text + "\"" + more));
  }

  private String params(String more) {
    return "{\"roomId\":\"" + room + "\",\"cid\":\"c-" + cids++ + "\"," + more + "}";
  }

  private JsonNode open(Talker who) {
    return who.call("room.open", "{\"roomId\":\"" + room + "\"}");
  }

  @Test
  void aMessageArrivesOnceAndInItsPlace() {
    var params = params("\"text\":\"Räumt ihr **heute**?\"");
    var posted = leyla.call("room.post", params);
    var seen = tarek.awaitPush("\"message.posted\"", posted.get("messageId").asText()).get("pub");
    assertThat(seen.get("offset")).isEqualTo(posted.get("offset"));
    assertThat(seen.at("/data/message/text").asText()).isEqualTo("Räumt ihr **heute**?");
    assertThat(seen.at("/data/message/authorId").asText()).isEqualTo("demo-t4");
    var again = leyla.call("room.post", params);
    assertThat(again.get("duplicate").asBoolean()).isTrue();
    assertThat(again.get("offset")).isEqualTo(posted.get("offset"));
    assertThat(again.get("messageId")).isEqualTo(posted.get("messageId"));
    assertThat(leyla.refused("room.post", params.replace("heute", "morgen"))).isEqualTo(409);
    assertThat(open(tarek).get("messages")).hasSize(1);
  }

  @Test
  void whoIsMentionedIsToldAndReadsOnAllDevices() {
    try (var tareksPhone = Talker.of(NODE.as("m2@birkenried.example"))) {
      var question = post(leyla, "Fragt ihr mit?", "");
      var answer = post(leyla, "[@Tarek Haddad](person:demo-m2), bitte", ",\"replyTo\":" + question.get("messageId"));
      var message = tarek.awaitPush("\"message.posted\"", "\"mentions\":[\"demo-m2\"]").at("/pub/data/message");
      assertThat(message.get("replyTo")).isEqualTo(question.get("messageId"));
      var summary = open(tarek).get("room");
      assertThat(summary.get("unread").asInt()).isEqualTo(2);
      assertThat(summary.get("mentions").asInt()).isEqualTo(1);
      var read = tarek.call("room.read", "{\"roomId\":\"" + room + "\",\"offset\":" + question.get("offset") + "}");
      assertThat(read.get("unread").asInt()).isEqualTo(1);
      tareksPhone.awaitPush("\"read.moved\"", "\"readOffset\":" + question.get("offset"));
      read = tarek.call("room.read", "{\"roomId\":\"" + room + "\",\"offset\":" + answer.get("offset") + "}");
      assertThat(read.get("unread").asInt() + read.get("mentions").asInt()).isZero();
      read = tarek.call("room.read", "{\"roomId\":\"" + room + "\",\"offset\":0}");
      assertThat(read.get("readOffset")).as("only forward").isEqualTo(answer.get("offset"));
    }
  }

  @Test
  void messagesAreChangedReactedToAndDeleted() {
    var id = post(leyla, "Salz ist bestelt", "").get("messageId").asText();
    leyla.call("room.edit", params("\"messageId\":\"" + id + "\",\"text\":\"Salz ist bestellt\""));
    assertThat(tarek.awaitPush("\"message.edited\"", id).at("/pub/data/message/editedAt").asText()).endsWith("Z");
    for (var reaction : List.of("thanks", "same", "agree", "idea", "celebrate")) {
      tarek.call("room.react", params("\"messageId\":\"" + id + "\",\"reaction\":\"" + reaction + "\",\"on\":true"));
      leyla.awaitPush("\"message.reacted\"", "\"" + reaction + "\"", "\"on\":true");
    }
    tarek.call("room.react", params("\"messageId\":\"" + id + "\",\"reaction\":\"idea\",\"on\":false"));
    var message = open(leyla).at("/messages/0");
    assertThat(message.get("text").asText()).isEqualTo("Salz ist bestellt");
    assertThat(message.get("reactions")).hasSize(4);
    leyla.call("room.delete", params("\"messageId\":\"" + id + "\""));
    tarek.awaitPush("\"message.deleted\"", id);
    assertThat(open(tarek).at("/messages/0/deleted").asBoolean()).isTrue();
    assertThat(open(tarek).toString()).doesNotContain("Salz");
  }

  @Test
  void whoComesBackGetsExactlyWhatWasMissed() {
    var channel = "room:" + room;
    var first = post(leyla, "Vor der Pause", "");
    tarek.close();
    for (int i = 0; i < 5; i++) {
      post(leyla, "Pause " + i, "");
    }
    var erased = post(leyla, "Vertippt", "");
    leyla.call("room.delete", params("\"messageId\":" + erased.get("messageId")));
    var browser = NODE.as("m2@birkenried.example");
    tarek = Talker.back(browser, channel, first.get("epoch").asText(), first.get("offset").asLong());
    var back = tarek.connected().at("/connect/subs/" + channel);
    assertThat(back.get("recovered").asBoolean()).isTrue();
    assertThat(back.get("publications")).hasSize(7);
    assertThat(back.at("/publications/5/data/type").asText()).isEqualTo("erased");
    assertThat(back.toString()).doesNotContain("Vertippt");
    var next = post(leyla, "Nach der Pause", "");
    assertThat(tarek.awaitPush(next.get("messageId").asText()).at("/pub/offset")).isEqualTo(next.get("offset"));
    tarek.close();
    tarek = Talker.back(browser, channel, "another", first.get("offset").asLong());
    back = tarek.connected().at("/connect/subs/" + channel);
    assertThat(back.get("recovered").asBoolean()).isFalse();
    assertThat(back.get("offset")).isEqualTo(next.get("offset"));
  }

  @Test
  void historyIsReadInBothDirectionsAndAroundAPlace() {
    var offsets =
        IntStream.range(0, 12)
            .mapToLong(i -> post(i % 2 == 0 ? leyla : tarek, "Nr. " + i, "").get("offset").asLong())
            .toArray();
    assertThat(numbers("\"limit\":3")).containsExactly(9, 10, 11);
    assertThat(numbers("\"before\":" + offsets[9] + ",\"limit\":3")).containsExactly(6, 7, 8);
    assertThat(numbers("\"after\":" + offsets[2] + ",\"limit\":3")).containsExactly(3, 4, 5);
    assertThat(numbers("\"around\":" + offsets[6] + ",\"limit\":5")).contains(5, 6, 7).hasSize(5);
    assertThat(numbers("\"before\":" + offsets[0] + ",\"limit\":100")).isEmpty();
    assertThat(numbers("\"after\":" + offsets[11] + ",\"limit\":100")).isEmpty();
    assertThat(numbers("\"after\":0,\"limit\":100")).hasSize(12);
    var page = leyla.call("room.history", "{\"roomId\":\"" + room + "\",\"limit\":1}");
    assertThat(page.get("offset").asLong()).isEqualTo(offsets[11]);
    assertThat(page.at("/people/0/id").asText()).isEqualTo("demo-m2");
  }

  private List<Integer> numbers(String part) {
    var page = tarek.call("room.history", "{\"roomId\":\"" + room + "\"," + part + "}");
    return StreamSupport.stream(page.get("messages").spliterator(), false)
        .map(message -> Integer.valueOf(message.get("text").asText().substring(4)))
        .toList();
  }

  @Test
  void peopleComeAndGo() {
    try (var annegret = Talker.of(NODE.as("m1@altwasser.example"))) {
      var hidden = annegret.answer("room.open", "{\"roomId\":\"" + room + "\"}");
      assertThat(hidden).isEqualTo(annegret.answer("room.open", "{\"roomId\":\"nothing\"}"));
      tarek.call("room.invite", "{\"roomId\":\"" + room + "\",\"personIds\":[\"demo-m1\"]}");
      assertThat(leyla.awaitPush("\"member.joined\"", "demo-m1").at("/pub/data/by").asText()).isEqualTo("demo-m2");
      annegret.awaitPush("\"channel\":\"room:" + room + "\",\"subscribe\"");
      post(annegret, "Danke für die Einladung", "");
      assertThat(open(leyla).get("members")).hasSize(3);
      leyla.call("room.rename", "{\"roomId\":\"" + room + "\",\"name\":\"Winterdienst 2026\"}");
      annegret.awaitPush("\"room.renamed\"", "2026");
      leyla.call("room.remove", "{\"roomId\":\"" + room + "\",\"personId\":\"demo-m1\"}");
      annegret.awaitPush("\"channel\":\"room:" + room + "\",\"unsubscribe\"", "2000");
      annegret.awaitPush("\"room.left\"", room);
      var secret = post(leyla, "Jetzt unter uns", "").get("messageId").asText();
      tarek.awaitPush("\"message.posted\"", secret);
      assertThat(annegret.answer("room.open", "{\"roomId\":\"" + room + "\"}")).isEqualTo(hidden);
      assertThat(annegret.raw().lines()).noneMatch(line -> line.contains(secret));
      assertThat(open(leyla).at("/people/0/id").asText())
          .as("an author who is no member any more")
          .isEqualTo("demo-m1");
      tarek.call("room.remove", "{\"roomId\":\"" + room + "\",\"personId\":\"demo-m2\"}");
      tarek.awaitPush("\"room.left\"", room);
      assertThat(tarek.call("room.list", "{}").toString()).doesNotContain(room);
    }
  }

  @Test
  void theSamePeopleHaveOneDirectConversation() {
    var direct = leyla.call("room.direct", "{\"personIds\":[\"demo-m2\"]}").get("roomId").asText();
    assertThat(tarek.call("room.direct", "{\"personIds\":[\"demo-t4\"]}").get("roomId").asText()).isEqualTo(direct);
    assertThat(
            leyla.call("room.direct", "{\"personIds\":[\"demo-m2\",\"demo-m2\",\"demo-t4\"]}").get("roomId").asText())
        .isEqualTo(direct);
    var summary = tarek.call("room.open", "{\"roomId\":\"" + direct + "\"}").get("room");
    assertThat(summary.get("name").asText()).isEqualTo("Leyla Aydın");
    assertThat(summary.get("memberIds")).hasSize(2);
    assertThat(leylasBrowser.get("/api/me").text()).contains(direct);
    var three = leyla.call("room.direct", "{\"personIds\":[\"demo-m2\",\"demo-t1\"]}").get("roomId").asText();
    assertThat(three).isNotEqualTo(direct);
  }

  @Test
  void peopleAreFoundByName() {
    assertThat(leyla.call("people.find", "{\"query\":\"hadd\"}").at("/people/0/id").asText()).isEqualTo("demo-m2");
    assertThat(leyla.call("people.find", "{\"query\":\"nobody at all\"}").get("people")).isEmpty();
    assertThat(leyla.call("people.get", "{\"ids\":[\"demo-m2\",\"demo-t1\",\"unknown\"]}").get("people")).hasSize(2);
  }

  @Test
  void presenceIsGivenAndReturned() {
    assertThat(leyla.call("presence.watch", "{\"people\":[\"demo-m2\"]}").get("people")).isEmpty();
    tarek.call("presence.me", "{\"visible\":true}");
    assertThat(leyla.call("presence.watch", "{\"people\":[\"demo-m2\"]}").get("people"))
        .as("who hides sees nobody")
        .isEmpty();
    leyla.call("presence.me", "{\"visible\":true}");
    var until = java.time.Instant.now().plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    var busy = tarek.call("presence.me", "{\"state\":\"busy\",\"text\":\"Im Bauhof\",\"until\":\"" + until + "\"}");
    assertThat(busy.get("until").asText()).isEqualTo(until.toString());
    Awaitility.await()
        .until(() ->
            leyla
                .call("presence.watch", "{\"people\":[\"demo-m2\",\"demo-admin\"]}")
                .at("/people/demo-m2/text")
                .asText()
                .equals("Im Bauhof"));
    tarek.call("presence.me", "{\"state\":\"dnd\"}");
    leyla.awaitPush("\"type\":\"presence\"", "\"dnd\"");
    tarek.call("presence.typing", "{\"roomId\":\"" + room + "\"}");
    assertThat(leyla.awaitPush("\"type\":\"typing\"", room).at("/message/data/personId").asText()).isEqualTo("demo-m2");
    tarek.call("presence.me", "{\"visible\":false}");
    leyla.awaitPush("\"type\":\"presence\"", "\"demo-m2\":null");
    assertThat(tarek.call("presence.me", "{}").get("visible").asBoolean()).isFalse();
    leyla.call("presence.me", "{\"visible\":false}");
  }
}
