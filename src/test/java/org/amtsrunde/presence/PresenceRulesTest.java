package org.amtsrunde.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;

class PresenceRulesTest {
  private static final long NOW = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  private static PresenceRules.Wish wish(String json) {
    return PresenceRules.wish(Fields.parse(json.getBytes(StandardCharsets.UTF_8)), NOW);
  }

  private static void refused(String json, Refusal.Kind kind) {
    assertThatThrownBy(() -> wish(json))
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void stateTextAndEndAreChosenTogether() {
    var busy = new Choice(3, true, State.BUSY, "Bürgersprechstunde", NOW + 60_000);
    var away = wish("{\"state\":\"away\"}").from(busy, NOW);
    assertThat(away).isEqualTo(new Choice(4, true, State.AWAY, null, 0));
    var text = wish("{\"text\":\" im Archiv \"}").from(busy, NOW);
    assertThat(text).isEqualTo(new Choice(4, true, State.BUSY, "im Archiv", 0));
    assertThat(wish("{\"visible\":false}").from(busy, NOW).visible()).isFalse();
    assertThat(wish("{}").isEmpty()).isTrue();
  }

  @Test
  void aStateWhoseEndHasPassedIsNotTakenOver() {
    var over = new Choice(3, true, State.BUSY, "Termin", NOW - 1);
    assertThat(wish("{\"text\":\"da\"}").from(over, NOW).state()).isEqualTo(State.FREE);
    assertThat(over.at(NOW)).isEqualTo(Shown.FREE);
  }

  @Test
  void theEndIsAheadAndAtMostSevenDays() {
    assertThat(wish("{\"until\":\"2026-03-09T09:00:00Z\"}").until()).isEqualTo(NOW + 7L * 24 * 3600 * 1000);
    refused("{\"until\":\"2026-03-09T09:00:01Z\"}", Refusal.Kind.INVALID);
    refused("{\"until\":\"2026-03-02T09:00:00Z\"}", Refusal.Kind.INVALID);
    refused("{\"until\":\"tomorrow\"}", Refusal.Kind.INVALID);
    refused("{\"until\":\"+1000000000-12-31T23:59:59Z\"}", Refusal.Kind.INVALID);
  }

  @Test
  void theTextIsOneLineOfEightyCharacters() {
    assertThat(wish("{\"text\":\"" + "🌲".repeat(80) + "\"}").text()).hasSize(160);
    refused("{\"text\":\"" + "🌲".repeat(81) + "\"}", Refusal.Kind.TOO_LARGE);
    refused("{\"text\":\"" + "x".repeat(100_000) + "\"}", Refusal.Kind.TOO_LARGE);
    refused("{\"text\":\"a\\nb\"}", Refusal.Kind.INVALID);
    refused("{\"text\":\"a\\u2028b\"}", Refusal.Kind.INVALID);
    refused("{\"text\":\"a\\ud800b\"}", Refusal.Kind.INVALID);
    assertThat(wish("{\"text\":\"  \"}").text()).isNull();
  }

  @Test
  void statesAreFewAndKnown() {
    refused("{\"state\":\"idle\"}", Refusal.Kind.INVALID);
    refused("{\"state\":\"offline\"}", Refusal.Kind.INVALID);
    refused("{\"visible\":\"yes\"}", Refusal.Kind.INVALID);
    assertThat(State.values()).extracting(State::word).containsExactly("free", "away", "busy", "dnd");
  }

  @Test
  void ofTwoChoicesOfOneMomentTheOneThatShowsLessWins() {
    var shown = new Choice(1, true, State.FREE, null, 0);
    var hidden = new Choice(1, false, State.FREE, null, 0);
    var newer = new Choice(2, true, State.FREE, null, 0);
    assertThat(Choice.newer(shown, hidden)).isSameAs(Choice.newer(hidden, shown)).isSameAs(hidden);
    assertThat(Choice.newer(hidden, newer)).isSameAs(newer);
  }

  @Test
  void aStateOfANewerReleaseIsReadAsFree() {
    var json = "{\"rank\":1,\"visible\":true,\"state\":\"lunch\",\"more\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(PresenceJson.choice(json)).isEqualTo(new Choice(1, true, State.FREE, null, 0));
  }
}
