package org.amtsrunde.rounds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.WeeklySeries.Moved;
import org.amtsrunde.rounds.WeeklySeries.Skipped;

/**
 * What of a series may be changed, and when. Whatever is changed, sessions that have begun stay as they are, none begins in the past,
 * and each ends before the next begins. Pure: every "no" is a {@link Refusal}.
 */
public final class SeriesRules {
  private SeriesRules() {}

  /**
   * Moves the session of a week; to where it was at first, that takes the change back.
   *
   * @param week its Monday
   */
  public static WeeklySeries moved(WeeklySeries series, LocalDate week, LocalDateTime to, Instant now) {
    needsSession(series, week);
    if (!Slot.isOnRaster(to.toLocalTime())) {
      throw Refusal.invalid("a session begins on a quarter of an hour");
    }
    return checked(series, series.with(week, to.equals(series.slot().in(week)) ? null : new Moved(to)), now);
  }

  /** Skips a week: everything that follows is a week later. */
  public static WeeklySeries skipped(WeeklySeries series, LocalDate week, Instant now) {
    needsSession(series, week);
    return checked(series, series.with(week, new Skipped()), now);
  }

  /** Takes back what is different in a week; nothing happens where nothing is. */
  public static WeeklySeries restored(WeeklySeries series, LocalDate week, Instant now) {
    return series.changes().containsKey(week) ? checked(series, series.with(week, null), now) : series;
  }

  private static void needsSession(WeeklySeries series, LocalDate week) {
    if (series.in(week) == null) {
      throw Refusal.notFound();
    }
  }

  private static WeeklySeries checked(WeeklySeries before, WeeklySeries after, Instant now) {
    var old = before.occurrences();
    var all = after.occurrences();
    for (int i = 0; i < all.size(); i++) {
      var session = all.get(i);
      boolean begun = !old.get(i).startsAt().isAfter(now);
      if (begun && !session.equals(old.get(i))) {
        throw Refusal.conflict("a session that has begun cannot be changed");
      }
      if (!begun && !session.startsAt().isAfter(now)) {
        throw Refusal.conflict("a session cannot begin in the past");
      }
      if (i > 0 && all.get(i - 1).endsAt().isAfter(session.startsAt())) {
        throw Refusal.conflict("a session stays between the one before it and the one after it");
      }
    }
    return after;
  }
}
