package org.amtsrunde.rounds;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a round: one a week, as many as the programme has. A week that is skipped moves everything that follows by a week, so
 * that the number of sessions and the order of the workbook stay.
 *
 * @param firstWeek its Monday
 * @param sessions 1 to {@link #MOST_SESSIONS}
 * @param changes Monday of a week → what is different in it
 */
public record WeeklySeries(LocalDate firstWeek, Slot slot, int sessions, Map<LocalDate, Change> changes) {
  /** Where all dates are at home. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  public static final int MOST_SESSIONS = 52;

  /** Weeks that may be skipped. */
  static final int MOST_SKIPPED = 26;

  /** What is different in a week. */
  public sealed interface Change {}

  /** It is at another time, of the same week or of one before the next session. */
  public record Moved(LocalDateTime to) implements Change {}

  /** There is none. */
  public record Skipped() implements Change {}

  /**
   * One session.
   *
   * @param number from 1, which is also the week of the workbook
   * @param week Monday of the week to which it belongs, even if it was moved out of it
   * @param start local, in {@link #ZONE}
   */
  public record Occurrence(int number, LocalDate week, LocalDateTime start, boolean moved) {
    public Instant startsAt() {
      return start.atZone(ZONE).toInstant();
    }

    /** 90 minutes later on anybody's watch, also where a clock is changed in between. */
    public Instant endsAt() {
      return startsAt().plus(Duration.ofMinutes(Slot.MINUTES));
    }
  }

  /** Refuses what is no series. */
  public WeeklySeries {
    if (firstWeek.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw Refusal.invalid("a week is named by its Monday");
    }
    if (sessions < 1 || sessions > MOST_SESSIONS) {
      throw Refusal.invalid("a round has 1 to " + MOST_SESSIONS + " sessions");
    }
    if (changes.values().stream().filter(Skipped.class::isInstance).count() > MOST_SKIPPED) {
      throw Refusal.invalid("at most " + MOST_SKIPPED + " weeks can be skipped");
    }
    changes = Map.copyOf(changes);
  }

  /** One without any change. */
  public static WeeklySeries of(LocalDate firstWeek, Slot slot, int sessions) {
    return new WeeklySeries(firstWeek, slot, sessions, Map.of());
  }

  /** All sessions, in their order. */
  public List<Occurrence> occurrences() {
    var all = new ArrayList<Occurrence>(sessions);
    for (var week = firstWeek; all.size() < sessions; week = week.plusWeeks(1)) {
      switch (changes.get(week)) {
        case Skipped skipped -> {}
        case Moved moved -> all.add(new Occurrence(all.size() + 1, week, moved.to, true));
        case null -> all.add(new Occurrence(all.size() + 1, week, slot.in(week), false));
      }
    }
    return List.copyOf(all);
  }

  /** The session that belongs to this week; null if there is none. */
  public @Nullable Occurrence in(LocalDate week) {
    return occurrences().stream().filter(one -> one.week.equals(week)).findFirst().orElse(null);
  }

  /** The session that is going on, or else the next; null after the last. */
  public @Nullable Occurrence next(Instant now) {
    return occurrences().stream().filter(one -> one.endsAt().isAfter(now)).findFirst().orElse(null);
  }

  /** With this change in a week; null for none. What was different in weeks that have no session any more is forgotten. */
  WeeklySeries with(LocalDate week, @Nullable Change change) {
    var all = new TreeMap<>(changes);
    if (change == null) {
      all.remove(week);
    } else {
      all.put(week, change);
    }
    var last = new WeeklySeries(firstWeek, slot, sessions, all).occurrences().getLast().week;
    return new WeeklySeries(firstWeek, slot, sessions, all.headMap(last, true));
  }
}
