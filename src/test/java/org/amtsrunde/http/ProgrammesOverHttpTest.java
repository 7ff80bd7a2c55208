package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.amtsrunde.support.HttpTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is signed in can read the programme. */
class ProgrammesOverHttpTest {
  private static final String PROGRAMME = "/api/programmes/public-communication";

  @RegisterExtension static final Nodes NODE = new Nodes();

  private static HttpTestClient member;

  @BeforeAll
  static void signIn() {
    member = NODE.as("m1@altwasser.example");
  }

  @AfterAll
  static void leave() {
    member.close();
  }

  @Test
  void aProgrammeNamesItsWeeks() {
    var answer = member.get(PROGRAMME);
    assertThat(answer.status()).isEqualTo(200);
    var weeks = answer.json().get("weeks");
    assertThat(weeks).hasSize(12);
    assertThat(weeks.get(2).get("number").asInt()).isEqualTo(3);
    assertThat(weeks.get(2).get("title").asText()).isEqualTo("Redaktionsplan");
    assertThat(answer.json()).isEqualTo(member.get(PROGRAMME + "?version=1").json());
  }

  @Test
  void everyWeekCanBeRead() {
    for (int number = 1; number <= 12; number++) {
      var week = member.get(PROGRAMME + "/weeks/" + number).json();
      assertThat(week.get("number").asInt()).isEqualTo(number);
      int minutes = 0;
      for (var step : week.get("steps")) {
        minutes += step.get("minutes").asInt();
        assertThat(step.has("votes")).isEqualTo(step.get("type").asText().equals("vote"));
        assertThat(step.has("anonymous")).isEqualTo(step.get("type").asText().equals("write"));
      }
      assertThat(minutes).isEqualTo(90);
      assertThat(week.has("task")).isEqualTo(number < 12);
      assertThat(week.get("introduction").asText()).startsWith("<p>");
      assertThat(week.get("materials")).allSatisfy(one -> assertThat(one.get("html").asText()).startsWith("<"));
    }
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() {
    var first = member.get(PROGRAMME + "/weeks/3");
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    try (var again = NODE.as("t1@altwasser.example")) {
      again.header("If-None-Match", first.header("ETag"));
      var same = again.get(PROGRAMME + "/weeks/3?version=1");
      assertThat(same.status()).isEqualTo(304);
      assertThat(same.header("ETag")).isEqualTo(first.header("ETag"));
      assertThat(same.body()).isEmpty();
      assertThat(again.get(PROGRAMME + "/weeks/4").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/programmes/other",
        "/api/programmes/other/weeks/1",
        PROGRAMME + "?version=2",
        PROGRAMME + "?version=first",
        PROGRAMME + "/weeks/0",
        PROGRAMME + "/weeks/13",
        PROGRAMME + "/weeks/99999999999",
        PROGRAMME + "/weeks/three",
        PROGRAMME + "/weeks/3?version=2",
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(member.get(path).status()).isEqualTo(404);
  }

  @Test
  void nobodyReadsItUnsigned() {
    try (var nobody = NODE.nobody()) {
      assertThat(nobody.get(PROGRAMME).status()).isEqualTo(401);
      assertThat(nobody.get(PROGRAMME + "/weeks/1").status()).isEqualTo(401);
    }
  }
}
