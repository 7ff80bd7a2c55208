package org.amtsrunde.rounds;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Skipped;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A series comes back as it was kept, and the first stays. */
class StoredRoundsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
  private static final Slot SLOT = new Slot(DayOfWeek.FRIDAY, LocalTime.of(8, 45));

  @Test
  void whatIsKeptComesBack() {
    var store = new RedisRoundStore(REDIS.store());
    var moved = new Moved(MONDAY.plusDays(3).atTime(9, 0));
    var series = new WeeklySeries(MONDAY, SLOT, 12, Map.of(MONDAY, moved, MONDAY.plusWeeks(2), new Skipped()));
    assertThat(await(store.series("r"))).isNull();
    await(store.begin("r", series));
    assertThat(await(store.series("r"))).isEqualTo(series);
    await(store.begin("r", WeeklySeries.of(MONDAY, SLOT, 3)));
    assertThat(await(store.series("r"))).as("the first stays").isEqualTo(series);
    assertThat(await(store.series("s"))).isNull();
  }
}
