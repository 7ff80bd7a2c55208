package org.amtsrunde.documents.yjs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.amtsrunde.documents.yjs.Awareness.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwarenessTest {
  private static final long ANNA = 264_096_097;
  private static final long BERT = Lib0Reader.MAX_SAFE;
  private final Awareness awareness = new Awareness(2, 20);

  private static byte[] says(long client, int clock, String json) {
    return new Lib0Writer().varUint(1).varUint(client).varUint(clock).varString(json).toBytes();
  }

  private static Change added(Long... clients) {
    return new Change(List.of(clients), List.of(), List.of(), List.of());
  }

  private static Change updated(Long... clients) {
    return new Change(List.of(), List.of(clients), List.of(), List.of());
  }

  private static Change removed(Long... clients) {
    return new Change(List.of(), List.of(), List.of(clients), List.of());
  }

  private static Change refused(Long... clients) {
    return new Change(List.of(), List.of(), List.of(), List.of(clients));
  }

  @Test
  void readsAndWritesWhatYProtocolsDoes() {
    var golden = HexFormat.of().parseHex("01e192f77d01077b2261223a317d");
    assertThat(awareness.apply(golden, 0)).isEqualTo(added(ANNA));
    assertThat(awareness.state(ANNA)).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    assertThat(awareness.clock(ANNA)).isEqualTo(1);
    assertThat(awareness.encode(List.of(ANNA))).isEqualTo(golden);
    assertThat(awareness.encode(List.of(BERT))).isEqualTo(new byte[] {0});
    assertThat(awareness.clients()).containsExactly(ANNA);
  }

  @Test
  void takesOnlyWhatIsNewer() {
    assertThat(awareness.apply(says(ANNA, 0, "{}"), 0).isEmpty()).as("the clock of a stranger is 0").isTrue();
    assertThat(awareness.apply(says(ANNA, 0, "null"), 0).isEmpty()).isTrue();
    assertThat(awareness.apply(says(ANNA, 5, "{}"), 0)).isEqualTo(added(ANNA));
    assertThat(awareness.apply(says(ANNA, 5, "1"), 0).isEmpty()).isTrue();
    assertThat(awareness.apply(says(ANNA, 4, "null"), 0).isEmpty()).isTrue();
    assertThat(awareness.apply(says(ANNA, 6, "{}"), 0)).isEqualTo(updated(ANNA));
    assertThat(awareness.apply(says(ANNA, 6, " null"), 0)).isEqualTo(removed(ANNA));
    assertThat(awareness.apply(says(ANNA, 6, "null"), 0).isEmpty()).isTrue();
    assertThat(awareness.apply(says(ANNA, 6, "{}"), 0).isEmpty()).as("gone is gone at this clock").isTrue();
    assertThat(awareness.clock(ANNA)).isEqualTo(6);
    assertThat(awareness.apply(says(ANNA, 7, "{}"), 0)).isEqualTo(added(ANNA));
  }

  @Test
  void removesWithTheSameClock() {
    awareness.apply(says(ANNA, 3, "{}"), 0);
    assertThat(awareness.remove(List.of(ANNA, BERT), 10)).containsExactly(ANNA);
    assertThat(awareness.remove(List.of(ANNA), 10)).isEmpty();
    assertThat(awareness.state(ANNA)).isNull();
    assertThat(awareness.encode(List.of(ANNA))).isEqualTo(says(ANNA, 3, "null"));
  }

  @Test
  void isOutdatedAfterThirtySeconds() {
    awareness.apply(says(ANNA, 1, "{}"), 1000);
    awareness.apply(says(BERT, 1, "{}"), 2000);
    assertThat(awareness.outdated(30_999)).isEmpty();
    assertThat(awareness.outdated(31_000)).containsExactly(ANNA);
    awareness.apply(says(ANNA, 2, "{}"), 31_000);
    assertThat(awareness.outdated(32_000)).containsExactly(BERT);
  }

  @Test
  void forgetsTheGoneAfterTwoMinutesOrWhenTheyAreTooMany() {
    awareness.apply(says(ANNA, 3, "{}"), 0);
    awareness.remove(List.of(ANNA), 0);
    awareness.apply(says(BERT, 1, "{}"), 119_999);
    assertThat(awareness.clock(ANNA)).isEqualTo(3);
    awareness.apply(says(BERT, 2, "{}"), 120_000);
    assertThat(awareness.clock(ANNA)).isEqualTo(-1);
    for (int client = 1; client <= 1000; client++) {
      awareness.apply(says(client, 1, "null"), 120_000);
    }
    assertThat(awareness.clock(998)).isEqualTo(-1);
    assertThat(awareness.clock(999)).isEqualTo(1);
    assertThat(awareness.clients()).containsExactly(BERT);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(awareness.apply(says(1, 1, "\"" + "x".repeat(19) + "\""), 0)).isEqualTo(refused(1L));
    assertThat(awareness.apply(says(1, 1, "\"" + "x".repeat(18) + "\""), 0)).isEqualTo(added(1L));
    assertThat(awareness.apply(says(1, 2, "\"" + "x".repeat(19) + "\""), 0)).isEqualTo(refused(1L));
    assertThat(awareness.clock(1)).isEqualTo(1);
    awareness.apply(says(2, 1, "{}"), 0);
    assertThat(awareness.apply(says(3, 1, "{}"), 0)).isEqualTo(refused(3L));
    assertThat(awareness.apply(says(2, 2, "{}"), 0)).isEqualTo(updated(2L));
    awareness.remove(List.of(1L), 0);
    assertThat(awareness.apply(says(3, 1, "{}"), 0)).isEqualTo(added(3L));
  }

  @Test
  void eachClientIsToldOfOnce() {
    var update =
        new Lib0Writer()
            .varUint(4)
            .raw(says(1, 1, "{}"), 1, 5)
            .raw(says(1, 2, "[]"), 1, 5)
            .raw(says(2, 1, "{}"), 1, 5)
            .raw(says(2, 2, "null"), 1, 7)
            .toBytes();
    assertThat(awareness.apply(update, 0)).isEqualTo(added(1L));
    var entries = Awareness.entries(update);
    assertThat(entries).extracting(Awareness.Entry::client).containsExactly(1L, 1L, 2L, 2L);
    assertThat(entries).extracting(Awareness.Entry::clock).containsExactly(1, 2, 1, 2);
    assertThat(entries).extracting(Awareness.Entry::removes).containsExactly(false, false, false, true);
    assertThat(entries).extracting(Awareness.Entry::jsonLength).containsExactly(2, 2, 2, 4);
    assertThat(entries.get(1).json()).isEqualTo("[]".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "010101",
        "01010102",
        "0101010278",
        "010101017b",
        "0101010131ff",
        "0201010131",
        "010180808080080131"
      })
  void damageChangesNothing(String hex) {
    assertThatThrownBy(() -> awareness.apply(HexFormat.of().parseHex(hex), 0)).isInstanceOf(MalformedUpdate.class);
    assertThat(awareness.clients()).isEmpty();
    assertThat(awareness.clock(1)).isEqualTo(-1);
  }
}
