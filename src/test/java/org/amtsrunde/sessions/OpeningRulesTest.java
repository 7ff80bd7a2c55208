package org.amtsrunde.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpeningRulesTest {
  private static final Instant NOW = Instant.parse("2026-10-05T08:00:00.250Z");
  private static final List<Step> STEPS = List.of(new Step(StepType.ROUND, "Check-in", 600, "", false, 0));
  private static final Planned NEXT_WEEK =
      new Planned(4, "Freigabe", NOW.plus(Duration.ofDays(7)), NOW.plus(Duration.ofDays(7)).plusSeconds(600), STEPS);

  @Test
  void whoMeetsAgainInTheSameSecondMeetsInAnotherSession() {
    var first = Objects.requireNonNull(OpeningRules.toOpen(null, NEXT_WEEK, NOW, true));
    var over = Session.opened("r", first, Roster.of(List.of("a", "b"), 4, NOW), Results.carrying(List.of())).ended(NOW);
    var second = Objects.requireNonNull(OpeningRules.toOpen(over, NEXT_WEEK, NOW.plusMillis(500), true));
    assertThat(second.startsAt()).isAfter(first.startsAt()).isBefore(NOW.plus(OpeningRules.SOON).plusSeconds(2));
    assertThat(OpeningRules.toOpen(over, NEXT_WEEK, NOW.plusSeconds(5), true))
        .extracting(Planned::startsAt)
        .isEqualTo(Instant.parse("2026-10-05T08:02:05Z"));
  }
}
