package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/** Gives the round of the demo its dates: it is in its third week when the demo starts first. Safe to repeat. */
public final class DemoRounds {
  private static final Slot SLOT = new Slot(DayOfWeek.THURSDAY, LocalTime.of(10, 0));
  private static final int SESSIONS = 12;

  private final RoundStore store;
  private final ProgrammeName programme;
  private final InstantSource clock;

  public DemoRounds(RoundStore store, ProgrammeName programme, InstantSource clock) {
    this.store = store;
    this.programme = programme;
    this.clock = clock;
  }

  /** @param roomId of the running round */
  public Future<Void> fill(String roomId) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, WeeklySeries.ZONE);
    var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return store.begin(roomId, programme, WeeklySeries.of(monday.minusWeeks(2), SLOT, SESSIONS), now);
  }
}
