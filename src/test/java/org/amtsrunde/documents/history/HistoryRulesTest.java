package org.amtsrunde.documents.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;

class HistoryRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Version version(Kind kind, Duration age, long kept) {
    var at = NOW.minus(age).toString();
    return new Version(kind.word() + " " + at, at, kind, null, null, List.of(), kept, kept);
  }

  private static Version automatic(Duration age) {
    return version(Kind.AUTOMATIC, age, 10);
  }

  @Test
  void allOfADayThenOneADayThenOneAWeek() {
    var all = new ArrayList<Version>();
    for (int hours = 0; hours < 24 * 90; hours += 6) {
      all.add(automatic(Duration.ofHours(hours)));
    }
    var gone = HistoryRules.thinned(all, 10, NOW);
    var stays = new ArrayList<>(all);
    stays.removeAll(gone);
    assertThat(stays).as("four, then thirty days, then eight or nine weeks").hasSizeBetween(40, 46);
    assertThat(stays.subList(0, 4)).isEqualTo(all.subList(0, 4));
    assertThat(stays).extracting(one -> one.at().substring(0, 10)).filteredOn("2026-11-20"::equals).hasSize(1);
    assertThat(stays).as("the newest of its day").contains(automatic(Duration.ofHours(6 * 24 + 1 - 1 - 6)));
    assertThat(HistoryRules.thinned(stays, 10, NOW)).as("nothing more goes").isEmpty();
  }

  @Test
  void namedOnesStayAndTheOldestOfTheOthersGoFirst() {
    var all = new ArrayList<Version>();
    for (int i = 0; i < 60; i++) {
      all.add(version(Kind.NAMED, Duration.ofDays(400 + i), 10));
    }
    for (int minutes = 0; minutes < 50; minutes++) {
      all.add(version(minutes % 2 == 0 ? Kind.AUTOMATIC : Kind.BEFORE_RESTORE, Duration.ofMinutes(minutes), 10));
    }
    var gone = HistoryRules.thinned(all, 10, NOW);
    assertThat(gone).hasSize(11).noneMatch(one -> one.kind() == Kind.NAMED);
    assertThat(gone).containsExactlyInAnyOrderElementsOf(all.subList(99, 110));
  }

  @Test
  void bytesHaveABoundAsWell() {
    long half = HistoryRules.MOST_BYTES / 2;
    var old = version(Kind.AUTOMATIC, Duration.ofMinutes(2), half);
    var young = version(Kind.AUTOMATIC, Duration.ofMinutes(1), half);
    assertThat(HistoryRules.thinned(List.of(young, old), half, NOW)).containsExactly(old);
    var named = version(Kind.NAMED, Duration.ofMinutes(3), half);
    assertThat(HistoryRules.thinned(List.of(young, old, named), half, NOW)).containsExactlyInAnyOrder(old, young);
  }

  @Test
  void labelsAreTrimmedAndShort() {
    assertThat(HistoryRules.label(" Stand ")).isEqualTo("Stand");
    assertThat(HistoryRules.label("🌻".repeat(100))).hasSize(200);
    for (var wrong : List.of("", " ", "x".repeat(101), "zwei\nZeilen", "\ud83c")) {
      assertThatThrownBy(() -> HistoryRules.label(wrong)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void whatIsKeptComesBackAndNothingElse() {
    var bytes = "Amt ".repeat(40_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var packed = Packed.pack(bytes);
    assertThat(packed.length).isLessThan(bytes.length / 50);
    assertThat(Packed.unpack(packed, bytes.length)).isEqualTo(bytes);
    assertThatThrownBy(() -> Packed.unpack(packed, bytes.length - 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Packed.unpack(packed, bytes.length + 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Packed.unpack(bytes, 10)).isInstanceOf(IllegalStateException.class);
    assertThat(Packed.unpack(Packed.pack(new byte[0]), 0)).isEmpty();
  }
}
