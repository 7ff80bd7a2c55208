package org.amtsrunde.rounds;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * All that is agreed, and being agreed, about when a round meets.
 *
 * @param series null until the round has found its slot
 * @param programme with which it has begun; null before
 * @param changes how often the series has become another
 * @param changedAt when it did so last
 * @param motions open ones and the newest of those that are settled, the oldest first
 * @param ballot what was answered so far while there is no series; null where nothing was
 */
public record Schedule(
    @Nullable WeeklySeries series,
    @Nullable ProgrammeName programme,
    int changes,
    Instant changedAt,
    List<Motion> motions,
    @Nullable Ballot ballot) {
  /** Of a round about which nothing is known. */
  static final Schedule NONE = new Schedule(null, null, 0, Instant.EPOCH, List.of(), null);

  public Schedule {
    motions = List.copyOf(motions);
  }

  /** The series; "not found" while there is none. */
  WeeklySeries required() {
    if (series == null) {
      throw Refusal.notFound();
    }
    return series;
  }

  ProgrammeName requiredProgramme() {
    if (programme == null) {
      throw Refusal.notFound();
    }
    return programme;
  }

  /** With the first series. */
  Schedule begun(ProgrammeName with, WeeklySeries first, Instant now) {
    return new Schedule(first, with, changes + 1, now, motions, null);
  }

  Schedule with(WeeklySeries next, Instant now) {
    return next.equals(series) ? this : new Schedule(next, programme, changes + 1, now, motions, ballot);
  }

  Schedule with(List<Motion> all) {
    return new Schedule(series, programme, changes, changedAt, all, ballot);
  }

  Schedule with(@Nullable Ballot next) {
    return new Schedule(series, programme, changes, changedAt, motions, next);
  }

  Schedule replaced(Motion motion, UnaryOperator<Motion> change) {
    return with(motions.stream().map(one -> one.id().equals(motion.id()) ? change.apply(one) : one).toList());
  }
}
