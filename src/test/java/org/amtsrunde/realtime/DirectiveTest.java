package org.amtsrunde.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectiveTest {
  static List<Directive> all() {
    return List.of(
        new Directive.Subscribe("room:1"),
        new Directive.Unsubscribe("room:1"),
        new Directive.Revoke("p1"),
        new Directive.Disconnect("*", ""),
        new Directive.Disconnect("s1", "s2"),
        new Directive.Erase(List.of(3L, 17L)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void comesBackAsItWas(Directive directive) {
    assertThat(Directive.decode(directive.encode())).isEqualTo(directive);
    var entry = new LogEntry(9, "{}".getBytes(StandardCharsets.UTF_8), null, directive);
    var frame = DoorbellFrame.decode(DoorbellFrame.encode("room:1", "e", entry));
    assertThat(frame.entry().directive()).isEqualTo(directive);
    assertThat(frame.entry().offset()).isEqualTo(9);
    assertThat(frame.channel()).isEqualTo("room:1");
  }

  @org.junit.jupiter.api.Test
  void whatANewerNodeWroteIsPassedOver() {
    assertThat(Directive.decode("z something")).isNull();
    assertThat(Directive.decode("")).isNull();
    assertThat(DoorbellFrame.decode(new byte[] {9, 1, 2})).isNull();
    assertThat(DoorbellFrame.decode(new byte[0])).isNull();
  }
}
