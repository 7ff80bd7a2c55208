package org.amtsrunde.documents.yjs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
  private static void check(String text) {
    var bytes = ("x" + text + "x").getBytes(UTF_8);
    JsonSyntax.check(bytes, 1, bytes.length - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "10",
        "-1.5e+10",
        "1E5",
        "0.25",
        "\"\"",
        "\"ä😀\"",
        "\"\\u00e4\\ud83d\\n\\/\"",
        "[]",
        "{}",
        " [ 1 , [ ] , { } ] ",
        "{\"a\":{\"b\":[null,\"c\"]},\"a\":1}",
        "\t\r\n1 "
      })
  void isJson(String text) {
    assertThatCode(() -> check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulll",
        "undefined",
        "NaN",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "+1",
        "0x1",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"\t\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "1 1",
        "[]]",
        "\u00a01",
        "{]",
        "[}",
        "\"\\",
        "-a"
      })
  void isNoJson(String text) {
    assertThatThrownBy(() -> check(text)).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void whatIsNestedTooDeeplyIsMalformed() {
    assertThatCode(() -> check("[".repeat(64) + "1" + "]".repeat(64))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("[".repeat(65) + "1" + "]".repeat(65))).isInstanceOf(MalformedUpdate.class);
    assertThatThrownBy(() -> check("{\"a\":".repeat(500_000))).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void knowsNull() {
    assertThat(JsonSyntax.isNull(" null ".getBytes(UTF_8), 0, 6)).isTrue();
    assertThat(JsonSyntax.isNull("\"null\"".getBytes(UTF_8), 0, 6)).isFalse();
    assertThat(JsonSyntax.isNull("{}null".getBytes(UTF_8), 0, 2)).isFalse();
  }
}
