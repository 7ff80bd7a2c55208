package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.Instant;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Where the schedules of rounds are kept, each beside the room of its round. */
public interface RoundStore {
  /** The sentence of the conflict that means: read again, decide again. */
  String CHANGED = "changed meanwhile";

  /** How often a series is begun anew because somebody else has changed the schedule. */
  int MOST_TRIES = 20;

  /**
   * A schedule as it was read.
   *
   * @param revision how often it was written
   */
  record Kept(Schedule schedule, long revision) {}

  /** Whether a failed change should be decided again. */
  static boolean changedMeanwhile(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.kind() == Refusal.Kind.CONFLICT
        && refusal.sentence().equals(CHANGED);
  }

  /** The schedule of a round, one without anything in it for a room that has none. One round trip. */
  Future<Kept> find(String roomId);

  /**
   * Keeps a schedule in place of the one that was read, and tells the room that it has become another; durable when it succeeds. Fails
   * with {@link #CHANGED} if somebody else was faster. One round trip.
   */
  Future<Void> keep(String roomId, Kept before, Schedule after);

  /** Null for a room that is no round, or one whose slot is not found yet. */
  default Future<@Nullable WeeklySeries> series(String roomId) {
    return find(roomId).map(kept -> kept.schedule().series());
  }

  /** Keeps the first series of a round; durable when it succeeds. One that is there stays, and that is no failure. */
  default Future<Void> begin(String roomId, ProgrammeName programme, WeeklySeries series, Instant now) {
    return begin(roomId, programme, series, now, MOST_TRIES);
  }

  private Future<Void> begin(String roomId, ProgrammeName programme, WeeklySeries series, Instant now, int tries) {
    return find(roomId)
        .compose(kept ->
            kept.schedule().series() == null
                ? keep(roomId, kept, kept.schedule().begun(programme, series, now))
                : Future.succeededFuture())
        .recover(failure ->
            // Several nodes of a demo begin it at once: whoever was slower sees that it is there.
            tries > 1 && changedMeanwhile(failure)
                ? begin(roomId, programme, series, now, tries - 1)
                : Future.failedFuture(failure));
  }
}
