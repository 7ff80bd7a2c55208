package org.amtsrunde.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** When a session can be entered, and which. */
final class OpeningRules {
  /** How long before the start. */
  static final Duration LOBBY = Duration.ofMinutes(15);

  /** So long before the next one nobody begins another. */
  static final Duration FREE = Duration.ofHours(2);

  /** A meeting that was not planned begins so soon. */
  static final Duration SOON = Duration.ofMinutes(2);

  private OpeningRules() {}

  /**
   * The session that has to be made before somebody can enter; null where it is there. Refuses when there is none to enter.
   *
   * @param session that is kept, as it is now
   * @param next that is planned
   * @param meet whether the person wants to meet now, planned or not
   */
  static @Nullable Planned toOpen(@Nullable Session session, @Nullable Planned next, Instant now, boolean meet) {
    if (session != null && !session.isOver()) {
      return null;
    }
    boolean known = session != null && next != null && session.schedule().startsAt().equals(next.startsAt());
    if (next != null && !known && !now.isBefore(next.startsAt().minus(LOBBY))) {
      return next;
    }
    if (!meet) {
      if (session != null && known) {
        return null;
      }
      throw Refusal.conflict("the session can be entered " + LOBBY.toMinutes() + " minutes before it begins");
    }
    if (next == null) {
      throw Refusal.conflict("the round has no session to come");
    }
    if (!known && now.plus(FREE).isAfter(next.startsAt())) {
      // Another one would get in its way: people meet for this one, and begin when all are there.
      return next;
    }
    var soon = now.plus(SOON).truncatedTo(ChronoUnit.SECONDS);
    // Sessions are told apart by when they begin.
    var starts = session != null && soon.equals(session.schedule().startsAt()) ? soon.plusSeconds(1) : soon;
    var length = Duration.ofSeconds(next.steps().stream().mapToInt(Step::seconds).sum());
    return new Planned(next.number(), next.title(), starts, starts.plus(length), next.steps());
  }
}
