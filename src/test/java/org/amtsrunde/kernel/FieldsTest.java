package org.amtsrunde.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static Fields fields(String json) {
    return Fields.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsTypesAndPassesOverWhatItDoesNotKnow() {
    var fields = fields("{\"a\":\"ä\",\"n\":7,\"f\":true,\"l\":[\"x\",\"y\"],\"o\":{\"p\":1},\"z\":null,\"d\":1.5}");
    assertThat(fields.text("a", 1, 1)).isEqualTo("ä");
    assertThat(fields.number("n", 0, 7)).isEqualTo(7);
    assertThat(fields.flag("f")).isTrue();
    assertThat(fields.ids("l", 1, 2)).containsExactly("x", "y");
    assertThat(fields.objectOrNull("o").number("p", 0, 9)).isEqualTo(1);
    assertThat(fields.has("z")).isFalse();
    assertThat(fields.textOrNull("nothing", 9)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":}", "{a:1}", "{\"a\":NaN}", "nul"})
  void refusesWhatIsNoSingleObject(String json) {
    assertThatThrownBy(() -> fields(json)).isInstanceOf(Refusal.class);
  }

  @Test
  void refusesWrongTypesByName() {
    var fields = fields("{\"a\":1,\"n\":\"1\",\"big\":99999999999999999999,\"id\":\"a b\",\"l\":[1],\"d\":1.0}");
    assertThatThrownBy(() -> fields.text("a", 1, 9)).hasMessageContaining("a must be a text");
    assertThatThrownBy(() -> fields.number("n", 0, 9)).hasMessageContaining("n must be");
    assertThatThrownBy(() -> fields.number("big", 0, Long.MAX_VALUE)).hasMessageContaining("big must be");
    assertThatThrownBy(() -> fields.number("d", 0, 9)).hasMessageContaining("d must be");
    assertThatThrownBy(() -> fields.id("id")).hasMessageContaining("id must have");
    assertThatThrownBy(() -> fields.id("missing")).hasMessageContaining("missing is missing");
    assertThatThrownBy(() -> fields.ids("l", 0, 9)).hasMessageContaining("l must be a list of ids");
    assertThatThrownBy(() -> fields.flag("a")).hasMessageContaining("a must be true or false");
  }

  @Test
  void boundsNestingAndLength() {
    assertThatThrownBy(() -> fields("{\"a\":".repeat(100) + "1" + "}".repeat(100))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> fields("{\"a\":\"" + "x".repeat(20) + "\"}").text("a", 1, 10))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
  }
}
