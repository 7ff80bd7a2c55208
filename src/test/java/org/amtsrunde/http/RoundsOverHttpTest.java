package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The members of a round learn when it meets, and nobody else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoundsOverHttpTest {
  private static final List<String> FOUR =
      List.of("t2@birkenried.example", "t3@donaulohe.example", "t4@eichbrunn.example", "t5@felsheim.example");

  private static LocalNode node;
  private static HttpTestClient member;
  private static HttpTestClient stranger;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    member = HttpTestClient.of(node.port(), "t1@altwasser.example");
    stranger = HttpTestClient.of(node.port(), "m2@birkenried.example");
  }

  @AfterAll
  static void stop() throws Exception {
    member.close();
    stranger.close();
    node.close();
  }

  private static String room(HttpTestClient who, boolean round) {
    for (var room : who.get("/api/me").json().get("rooms")) {
      if (room.get("kind").asText().equals("round") == round) {
        return room.get("id").asText();
      }
    }
    throw new AssertionError("no such room");
  }

  @Test
  void thereIsOneOfEachPaperWhoeverAsksFirst() {
    var round = "/api/rounds/" + room(member, true) + "/papers/";
    try (var other = HttpTestClient.of(node.port(), FOUR.getFirst())) {
      var first = other.post(round + "poster", "{}").json().get("documentId");
      assertThat(member.post(round + "poster", "{}").json().get("documentId")).isEqualTo(first);
      var poster = member.header("Accept", "text/markdown").get("/api/documents/" + first.asText()).text();
      assertThat(poster).contains("## ");
      var notes = member.post(round + "notes", "{}").json().get("documentId");
      assertThat(notes).isNotEqualTo(first);
      var text = member.header("Accept", "text/markdown").get("/api/documents/" + notes.asText()).text();
      assertThat(text).contains("## Woche 1: ", "## Woche 12: ");
    }
    assertThat(member.post(round + "diary", "{}").status()).isEqualTo(404);
    assertThat(stranger.post(round + "notes", "{}").status()).isEqualTo(404);
    var group = "/api/rounds/" + room(member, false) + "/papers/notes";
    assertThat(member.post(group, "{}").status()).as("only rounds have them").isEqualTo(404);
  }

  @Test
  void membersLearnTheDates() {
    var answer = member.get("/api/rounds/" + room(member, true));
    assertThat(answer.status()).isEqualTo(200);
    var dates = answer.json().get("dates");
    assertThat(dates).hasSize(12);
    for (int i = 0; i < 12; i++) {
      var date = dates.get(i);
      assertThat(date.get("number").asInt()).isEqualTo(i + 1);
      var start = LocalDateTime.parse(date.get("start").asText());
      assertThat(start.getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
      assertThat(start.toLocalTime()).isEqualTo(LocalTime.of(10, 0));
      var startsAt = Instant.parse(date.get("startsAt").asText());
      assertThat(Duration.between(startsAt, Instant.parse(date.get("endsAt").asText()))).hasMinutes(90);
    }
    assertThat(answer.json().get("next").asInt())
        .as("the third week, or the fourth after its Thursday")
        .isBetween(3, 4);
  }

  /** The Monday of the last session's week, which never has begun. */
  private static String lastWeek() {
    return member.get("/api/rounds/" + room(member, true)).json().get("dates").get(11).get("week").asText();
  }

  @Test
  void fourOfFiveMoveASession() throws Exception {
    var round = "/api/rounds/" + room(member, true);
    var week = lastWeek();
    var to = LocalDate.parse(week).plusDays(1) + "T14:15";
    var body = "{'cid':'c1','week':'%s','options':[{'do':'move','to':'%s'}]}".formatted(week, to).replace('\'', '"');
    var proposed = member.post(round + "/changes", body);
    assertThat(proposed.status()).isEqualTo(201);
    assertThat(proposed.json().get("quorum").asInt()).isEqualTo(4);
    assertThat(member.post(round + "/changes", body).json().get("changes")).as("repeated").hasSize(1);
    var change = proposed.json().get("changes").get(0);
    assertThat(change.get("state").asText()).isEqualTo("open");
    var answers = round + "/changes/" + change.get("id").asText() + "/answers";
    assertThat(stranger.post(answers, "{\"yes\":[0]}").status()).isEqualTo(404);
    for (var email : List.of("t2@birkenried.example", "t3@donaulohe.example", "t4@eichbrunn.example")) {
      try (var other = HttpTestClient.of(node.port(), email)) {
        assertThat(other.post(answers, "{\"yes\":[0]}").status()).isEqualTo(200);
      }
    }
    var after = member.get(round).json();
    assertThat(after.get("changes").get(0).get("state").asText()).isEqualTo("carried");
    assertThat(after.get("dates").get(11).get("start").asText()).isEqualTo(to);
    assertThat(after.get("dates").get(11).get("moved").asBoolean()).isTrue();
    assertThat(member.post(answers, "{\"yes\":[]}").status()).as("decided").isEqualTo(409);
  }

  @Test
  void aProposalIsToldToTheRoomAndWithdrawn() throws Exception {
    var room = room(member, true);
    var round = "/api/rounds/" + room;
    try (var person = HttpTestClient.of(node.port(), "t2@birkenried.example");
        var other = Talker.of(person)) {
      var body = "{'cid':'c2','week':'%s','options':[{'do':'skip'}]}".formatted(lastWeek()).replace('\'', '"');
      var proposed = member.post(round + "/changes", body);
      assertThat(proposed.status()).isEqualTo(201);
      other.awaitPush("\"channel\":\"room:" + room, "{\"type\":\"round.changed\"}");
      var changes = proposed.json().get("changes");
      var id = changes.get(changes.size() - 1).get("id").asText();
      assertThat(member.request("DELETE", round + "/changes/" + id, new byte[0]).status()).isEqualTo(204);
      assertThat(member.request("DELETE", round + "/changes/none", new byte[0]).status()).isEqualTo(404);
    }
  }

  @Test
  void whatIsNoChangeIsRefused() {
    var round = "/api/rounds/" + room(member, true);
    for (var body :
        List.of(
            "{}",
            "{'cid':'c','week':'2026','options':[{'do':'skip'}]}",
            "{'cid':'c','week':'2026-10-05','options':[]}",
            "{'cid':'c','week':'2026-10-05','options':[{'do':'dance'}]}",
            "{'cid':'c','week':'2026-10-05','options':[{'do':'move','to':'soon'}]}")) {
      assertThat(member.post(round + "/changes", body.replace('\'', '"')).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void aRoundWithDatesHasNoVote() {
    var round = "/api/rounds/" + room(member, true);
    assertThat(member.get(round + "/slots").status()).isEqualTo(404);
    assertThat(member.post(round + "/slots", "{\"yes\":[],\"ifNeeded\":[]}").status()).isEqualTo(409);
    assertThat(member.post(round + "/series", "{\"slot\":\"monday\",\"firstWeek\":\"2026-10-05\"}").status())
        .isEqualTo(400);
  }

  /** The last, for the dates of the demo are gone then. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aRoundFindsItsSlot() throws Exception {
    var room = room(member, true);
    node.expire("schedule:*");
    var round = "/api/rounds/" + room;
    assertThat(member.get(round).status()).isEqualTo(404);
    assertThat(stranger.get(round + "/slots").status()).isEqualTo(404);
    var first = member.get(round + "/slots").json();
    assertThat(first.get("answered")).isEmpty();
    var week = first.get("firstWeek").asText();
    var answers = "{\"yes\":[\"thursday 10:00\",\"monday 09:15\"],\"ifNeeded\":[\"friday 07:00\"]}";
    var begin = "{\"slot\":\"monday 09:15\",\"firstWeek\":\"" + week + "\"}";
    assertThat(member.post(round + "/slots", answers).json().at("/mine/yes/0").asText()).isEqualTo("monday 09:15");
    assertThat(member.post(round + "/series", begin).status()).as("four are missing").isEqualTo(409);
    for (var email : FOUR) {
      try (var other = HttpTestClient.of(node.port(), email)) {
        assertThat(other.post(round + "/slots", answers).status()).isEqualTo(200);
      }
    }
    var vote = member.get(round + "/slots?firstWeek=" + week).json();
    assertThat(vote.get("proposals")).hasSize(3);
    assertThat(vote.at("/proposals/0/yes").asInt()).isEqualTo(5);
    assertThat(vote.has("closableAt")).isTrue();
    var begun = member.post(round + "/series", begin);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().at("/dates/0/start").asText()).isEqualTo(week + "T09:15");
    assertThat(member.get(round + "/slots").status()).isEqualTo(404);
    assertThat(member.post(round + "/series", begin).status()).as("closed").isEqualTo(409);
  }

  @Test
  void aCalendarAddressIsReadWithoutASignInUntilItIsTakenBack() throws Exception {
    assertThat(member.get("/api/me/calendar").json().get("made").asBoolean()).isFalse();
    var address = path(member.post("/api/me/calendar", "{}").json().get("url").asText());
    try (var program = new HttpTestClient(node.port())) {
      var read = program.get(address);
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.header("Content-Type")).isEqualTo("text/calendar; charset=utf-8");
      assertThat(read.text()).contains("SUMMARY:Runde").doesNotContain("Brandl", "Donaulohe");
      program.header("If-None-Match", read.header("ETag"));
      assertThat(program.get(address).status()).isEqualTo(304);
      program.header("If-None-Match", "\"another\"");
      assertThat(program.get(address).status()).isEqualTo(200);
      var second = path(member.post("/api/me/calendar", "{}").json().get("url").asText());
      assertThat(program.get(address).status()).as("there is a new one").isEqualTo(404);
      assertThat(program.get(second).status()).isEqualTo(200);
      assertThat(member.get("/api/me/calendar").json().get("made").asBoolean()).isTrue();
      assertThat(member.request("DELETE", "/api/me/calendar", new byte[0]).status()).isEqualTo(204);
      assertThat(program.get(second).status()).isEqualTo(404);
      assertThat(program.get("/calendar/" + "0".repeat(52) + ".ics").status()).isEqualTo(404);
      assertThat(program.get("/calendar/x.ics").status()).isEqualTo(404);
    }
  }

  @Test
  void whoMayNotSignInAnyMoreHasNoCalendar() throws Exception {
    try (var leaving = HttpTestClient.of(node.port(), "m1@altwasser.example");
        var admin = HttpTestClient.of(node.port(), "admin@amtsrunde.example");
        var program = new HttpTestClient(node.port())) {
      var address = path(leaving.post("/api/me/calendar", "{}").json().get("url").asText());
      assertThat(program.get(address).status()).isEqualTo(200);
      assertThat(admin.post("/api/people/demo-m1", "{\"disabled\":true}").status()).isEqualTo(200);
      assertThat(program.get(address).status()).isEqualTo(404);
    }
  }

  private static String path(String url) {
    return url.substring(url.indexOf("/calendar/"));
  }

  @Test
  void forEverybodyElseThereIsNothing() {
    var hidden = stranger.get("/api/rounds/" + room(member, true));
    var missing = stranger.get("/api/rounds/none");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.json()).isEqualTo(missing.json());
    assertThat(member.get("/api/rounds/" + room(member, false)).status()).as("a room without dates").isEqualTo(404);
  }
}
