package org.amtsrunde.rounds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.rounds.Motion.Meet;
import org.amtsrunde.rounds.Motion.Move;
import org.amtsrunde.rounds.Motion.Skip;
import org.amtsrunde.rounds.Motion.State;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Skipped;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A schedule comes back as it was kept, nobody's change is lost, and the room hears of every one. */
class StoredRoundsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
  private static final Instant NOW = Instant.parse("2026-09-30T08:00:00Z");
  private static final ProgrammeName OURS = new ProgrammeName("public-communication", 2);
  private static final Slot SLOT = new Slot(DayOfWeek.FRIDAY, LocalTime.of(8, 45));
  private static final Moved MOVED = new Moved(MONDAY.plusDays(3).atTime(9, 0));
  private static final WeeklySeries SERIES =
      new WeeklySeries(MONDAY, SLOT, 12, Map.of(MONDAY, MOVED, MONDAY.plusWeeks(2), new Skipped()));

  private final ChannelLog log =
      new ChannelLog(REDIS.store(), new Ids(new Random(1)), (channel, epoch, entry, nodes) -> {});
  private final RedisRoundStore store = new RedisRoundStore(REDIS.store(), log);

  @Test
  void whatIsKeptComesBack() {
    var move = new Move(MONDAY.plusDays(1).atTime(14, 15));
    var schedule =
        new Schedule(
            SERIES,
            OURS,
            7,
            NOW,
            List.of(
                new Motion(
                    "a",
                    MONDAY,
                    "p1",
                    NOW,
                    List.of(move, new Move(MONDAY.atTime(9, 0))),
                    Map.of("p1", Set.of(0, 1), "p2", Set.of()),
                    State.OPEN,
                    -1),
                new Motion("b", MONDAY, "p2", NOW, List.of(new Skip()), Map.of("p2", Set.of(0)), State.CARRIED, 0),
                new Motion("c", MONDAY, "p2", NOW, List.of(new Meet()), Map.of(), State.LAPSED, -1)),
            new Ballot(
                NOW,
                Map.of(
                    "p1",
                    Map.of(
                        SLOT,
                        SlotVote.Answer.YES,
                        new Slot(DayOfWeek.MONDAY, LocalTime.of(7, 0)),
                        SlotVote.Answer.IF_NEEDED),
                    "p2",
                    Map.of())));
    var none = await(store.find("r1"));
    assertThat(none).isEqualTo(new RoundStore.Kept(Schedule.NONE, 0));
    await(store.keep("r1", none, schedule));
    assertThat(await(store.find("r1"))).isEqualTo(new RoundStore.Kept(schedule, 1));
    assertThat(await(store.series("r1"))).isEqualTo(SERIES);
    assertThat(await(store.series("r2"))).isNull();
  }

  @Test
  void whoIsSlowerDecidesAgain() {
    var before = await(store.find("r3"));
    await(store.keep("r3", before, Schedule.NONE.with(SERIES, NOW)));
    assertThatThrownBy(() -> await(store.keep("r3", before, Schedule.NONE))).matches(RoundStore::changedMeanwhile);
    var after = await(store.find("r3"));
    assertThat(after.schedule().series()).isEqualTo(SERIES);
    await(store.keep("r3", after, Schedule.NONE));
    assertThat(await(store.find("r3")).revision()).isEqualTo(2);
    assertThatThrownBy(() -> await(store.keep("r3", after, Schedule.NONE)))
        .as("an old revision of the same content")
        .matches(RoundStore::changedMeanwhile);
    var entries = await(log.after("room:r3", 0, 10)).entries();
    assertThat(entries).as("what was kept is told, what was refused is not").hasSize(2);
    assertThat(new String(entries.get(1).data(), UTF_8)).isEqualTo("{\"type\":\"round.changed\"}");
  }

  @Test
  void theFirstSeriesStays() {
    await(store.begin("r4", OURS, SERIES, NOW));
    await(store.begin("r4", OURS, WeeklySeries.of(MONDAY, SLOT, 3), NOW));
    assertThat(await(store.series("r4"))).isEqualTo(SERIES);
  }

  /** As when several nodes of a demo start together. */
  @Test
  void whoBeginsItAtTheSameTimeFindsItBegun() {
    var begun = new ArrayList<Future<Void>>();
    for (int i = 0; i < 10; i++) {
      begun.add(store.begin("s", OURS, WeeklySeries.of(MONDAY, SLOT, 12), NOW));
    }
    await(Future.join(begun));
    assertThat(await(store.series("s"))).isEqualTo(WeeklySeries.of(MONDAY, SLOT, 12));
  }
}
