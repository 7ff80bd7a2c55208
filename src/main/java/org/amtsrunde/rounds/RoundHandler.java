package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Once;
import org.amtsrunde.rounds.Motion.Option;
import org.amtsrunde.rounds.SlotVote.Answer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the members of a round learn about its dates and change about them. Whoever is none gets the same answer as for a round that does
 * not exist. Every change may be repeated and then is the same change.
 */
public final class RoundHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RoundHandler.class);
  private static final int TRIES = 6;

  private final RoundStore store;
  private final RoundMembership rounds;
  private final MemberHolidays holidays;
  private final ProgrammeName programme;
  private final InstantSource clock;

  /** @param programme with which rounds begin today */
  public RoundHandler(
      RoundStore store, RoundMembership rounds, MemberHolidays holidays, ProgrammeName programme, InstantSource clock) {
    this.store = store;
    this.rounds = rounds;
    this.holidays = holidays;
    this.programme = programme;
    this.clock = clock;
  }

  /** What follows from a schedule, by whom and when it is decided. */
  private interface Decision {
    Schedule apply(Schedule schedule, Set<String> members, Instant now);
  }

  /** What a decision has led to. */
  private record Done(Schedule schedule, Set<String> members) {}

  /** The dates of a round, and what its members want to change about them. */
  Future<byte[]> dates(String person, String roomId) {
    return read(person, roomId).compose(done -> shown(roomId, done));
  }

  /** Proposes to do something else in a week; the same {@code cid} proposes it once. */
  Future<byte[]> propose(String person, String roomId, String cid, LocalDate week, List<Option> options) {
    var id = Once.of(person, cid, "round.change", roomId, person, cid).fingerprint();
    return change(
            person,
            roomId,
            (schedule, members, now) ->
                MotionRules.proposed(schedule, MotionRules.motion(id, person, week, options, now), members, now))
        .compose(done -> shown(roomId, done));
  }

  /** @param yes places of options */
  Future<byte[]> answer(String person, String roomId, String id, Set<Integer> yes) {
    return change(
            person, roomId, (schedule, members, now) -> MotionRules.answered(schedule, id, person, yes, members, now))
        .compose(done -> shown(roomId, done));
  }

  Future<Void> withdraw(String person, String roomId, String id) {
    return change(person, roomId, (schedule, members, now) -> MotionRules.withdrawn(schedule, id, person, members, now))
        .mapEmpty();
  }

  /**
   * The vote on the slot of a round that has none; "not found" for one that has.
   *
   * @param firstWeek for which clashes with holidays are counted; null for the usual one
   */
  Future<byte[]> slots(String person, String roomId, @Nullable LocalDate firstWeek) {
    return read(person, roomId)
        .compose(done -> {
          if (done.schedule().series() != null) {
            throw Refusal.notFound();
          }
          return slots(person, roomId, done, firstWeek);
        });
  }

  /** Says what a person thinks of all slots. */
  Future<byte[]> vote(String person, String roomId, Map<Slot, Answer> answers) {
    return change(person, roomId, (schedule, members, now) -> BallotRules.answered(schedule, person, answers, now))
        .compose(done -> slots(person, roomId, done, null));
  }

  /** Closes the vote and begins the series. */
  Future<byte[]> begin(String person, String roomId, Slot slot, LocalDate firstWeek) {
    return rounds
        .members(roomId, person)
        .compose(members -> free(members, BallotRules.firstWeek(firstWeek, clock.instant())))
        .compose(free ->
            change(
                person,
                roomId,
                (schedule, members, now) ->
                    BallotRules.closed(schedule, programme, slot, firstWeek, members, free::isFree, now)))
        .compose(done -> shown(roomId, done));
  }

  private Future<byte[]> slots(String person, String roomId, Done done, @Nullable LocalDate asked) {
    var now = clock.instant();
    var firstWeek = asked == null ? BallotRules.usualFirstWeek(now) : BallotRules.firstWeek(asked, now);
    return free(done.members(), firstWeek)
        .map(free -> {
          var best = BallotRules.proposals(done.schedule(), done.members(), firstWeek, free::isFree);
          return RoundJson.slots(roomId, person, done.schedule(), done.members(), firstWeek, best);
        });
  }

  private Future<FreeDays> free(Set<String> members, LocalDate firstWeek) {
    return free(members, firstWeek, firstWeek.plusWeeks(BallotRules.SESSIONS));
  }

  /** Dates are worth more than their holidays: without these they are shown all the same. */
  private Future<FreeDays> free(Set<String> members, LocalDate first, LocalDate last) {
    return holidays
        .of(members, first, last)
        .recover(failure -> {
          LOG.warn("holidays are not known for now", failure);
          return Future.succeededFuture(FreeDays.NONE);
        });
  }

  private Future<Done> read(String person, String roomId) {
    return rounds
        .members(roomId, person)
        .compose(members -> store.find(roomId).map(kept -> new Done(kept.schedule(), members)));
  }

  /** Decides and keeps again, a few times at most, while others change what was decided on. What stays as it is is not written. */
  private Future<Done> change(String person, String roomId, Decision decision) {
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
                          return kept.map(new Done(after, members));
                        })),
        TRIES);
  }

  private Future<byte[]> shown(String roomId, Done done) {
    var now = clock.instant();
    var schedule = MotionRules.settled(done.schedule(), done.members(), now);
    var all = schedule.required().occurrences();
    return free(done.members(), all.getFirst().start().toLocalDate(), all.getLast().start().toLocalDate())
        .map(free -> RoundJson.shown(roomId, schedule, done.members(), free, now));
  }

  private static <T> Future<T> again(Supplier<Future<T>> attempt, int left) {
    return attempt
        .get()
        .recover(failure ->
            left > 1 && RoundStore.changedMeanwhile(failure) ? again(attempt, left - 1) : Future.failedFuture(failure));
  }
}
