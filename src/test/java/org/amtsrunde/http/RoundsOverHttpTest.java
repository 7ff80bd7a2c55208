package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The members of a round learn when it meets, and nobody else. */
class RoundsOverHttpTest {
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

  @Test
  void forEverybodyElseThereIsNothing() {
    var hidden = stranger.get("/api/rounds/" + room(member, true));
    var missing = stranger.get("/api/rounds/none");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.json()).isEqualTo(missing.json());
    assertThat(member.get("/api/rounds/" + room(member, false)).status()).as("a room without dates").isEqualTo(404);
  }
}
