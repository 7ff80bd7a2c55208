package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.amtsrunde.realtime.Once;
import org.amtsrunde.rounds.Motion.Option;

/**
 * What the members of a round learn about its dates and change about them. Whoever is none gets the same answer as for a round that does
 * not exist. Every change may be repeated and then is the same change.
 */
public final class RoundHandler {
  private static final int TRIES = 6;

  private final RoundStore store;
  private final RoundMembership rounds;
  private final InstantSource clock;

  public RoundHandler(RoundStore store, RoundMembership rounds, InstantSource clock) {
    this.store = store;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** What follows from a schedule, by whom and when it is decided. */
  interface Decision {
    Schedule apply(Schedule schedule, Set<String> members, Instant now);
  }

  /** The dates of a round, and what its members want to change about them. */
  Future<byte[]> dates(String person, String roomId) {
    return rounds
        .members(roomId, person)
        .compose(members -> store.find(roomId).map(kept -> shown(roomId, kept.schedule(), members)));
  }

  /** Proposes to do something else in a week; the same {@code cid} proposes it once. */
  Future<byte[]> propose(String person, String roomId, String cid, LocalDate week, List<Option> options) {
    var id = Once.of(person, cid, "round.change", roomId, person, cid).fingerprint();
    return change(
        person,
        roomId,
        (schedule, members, now) ->
            MotionRules.proposed(schedule, MotionRules.motion(id, person, week, options, now), members, now));
  }

  /** @param yes places of options */
  Future<byte[]> answer(String person, String roomId, String id, Set<Integer> yes) {
    return change(
        person, roomId, (schedule, members, now) -> MotionRules.answered(schedule, id, person, yes, members, now));
  }

  Future<byte[]> withdraw(String person, String roomId, String id) {
    return change(
        person, roomId, (schedule, members, now) -> MotionRules.withdrawn(schedule, id, person, members, now));
  }

  /** Decides and keeps again, a few times at most, while others change what was decided on. What stays as it is is not written. */
  private Future<byte[]> change(String person, String roomId, Decision decision) {
    return again(
        () ->
            rounds
                .members(roomId, person)
                .compose(members ->
                    store
                        .find(roomId)
                        .compose(before -> {
                          var after = decision.apply(before.schedule(), members, clock.instant());
                          var kept =
                              after.equals(before.schedule())
                                  ? Future.<Void>succeededFuture()
                                  : store.keep(roomId, before, after);
                          return kept.map(ignored -> shown(roomId, after, members));
                        })),
        TRIES);
  }

  private byte[] shown(String roomId, Schedule schedule, Set<String> members) {
    var now = clock.instant();
    return RoundJson.shown(roomId, MotionRules.settled(schedule, members, now), members, now);
  }

  private static <T> Future<T> again(Supplier<Future<T>> attempt, int left) {
    return attempt
        .get()
        .recover(failure ->
            left > 1 && RoundStore.changedMeanwhile(failure) ? again(attempt, left - 1) : Future.failedFuture(failure));
  }
}
