package org.amtsrunde.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;

class RoomRulesTest {
  @Test
  void aTextIsTrimmedAndKeptAsItIs() {
    assertThat(RoomRules.text(" \n a\tb\n\n  c \u2003")).isEqualTo("a\tb\n\n  c");
    assertThat(RoomRules.text("Ä\u0308 \uD83D\uDE80 \u202Bשלום\u202C"))
        .isEqualTo("Ä\u0308 \uD83D\uDE80 \u202Bשלום\u202C");
    assertThat(RoomRules.text("x".repeat(8000) + "   ")).hasSize(8000);
  }

  @Test
  void refusesControlCharactersAndHalfCharacters() {
    for (var bad :
        List.of(
            "a\rb", "a\u0007b", "a\u007Fb", "a\u0085b", "\uD800", "a\uDC00b", "\uDE80\uD83D", "", "\u200b\u2060 ")) {
      assertThatThrownBy(() -> RoomRules.text(bad))
          .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.INVALID));
    }
    assertThatThrownBy(() -> RoomRules.name("a\tb")).isInstanceOf(Refusal.class);
  }

  @Test
  void onlyOtherMembersAreMentioned() {
    assertThat(RoomRules.mentioned(List.of("c", "a", "x", "b"), "a", Set.of("a", "b", "c"))).containsExactly("c", "b");
  }

  @Test
  void idsFollowFromWhatTheyAreFor() {
    assertThat(RoomRules.derivedId("direct", RoomRules.direct("b", List.of("a", "b", "a"))))
        .isEqualTo(RoomRules.derivedId("direct", RoomRules.direct("a", List.of("b"))))
        .hasSize(32);
    assertThat(RoomRules.derivedId("x", List.of("ab", "c"))).isNotEqualTo(RoomRules.derivedId("x", List.of("a", "bc")));
    assertThat(RoomRules.derivedId("x", List.of("a"))).isNotEqualTo(RoomRules.derivedId("y", List.of("a")));
  }

  @Test
  void tenAtOnceThenFiveASecond() {
    var now = new AtomicLong(Long.MAX_VALUE - 500_000_000L);
    var limit = new PostLimit(now::get);
    int allowed = 0;
    for (int tick = 0; tick < 1000; tick++) {
      now.addAndGet(10_000_000L);
      try {
        limit.take("a");
        allowed++;
      } catch (Refusal refusal) {
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
        assertThat(refusal.retryAfterMillis()).isBetween(1L, 201L);
      }
    }
    assertThat(allowed).isBetween(10 + 5 * 10 - 1, 10 + 5 * 10 + 1);
    limit.take("b");
  }

  @Test
  void aRefusedAttemptCostsNothing() {
    var now = new AtomicLong();
    var limit = new PostLimit(now::get);
    for (int i = 0; i < PostLimit.BURST; i++) {
      limit.take("a");
    }
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> limit.take("a")).isInstanceOf(Refusal.class);
    }
    now.addAndGet(200_000_000L);
    limit.take("a");
  }
}
