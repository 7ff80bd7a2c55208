package org.amtsrunde.rounds;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Locale;
import org.amtsrunde.kernel.Refusal;

/**
 * When in the week a round meets: Monday to Friday, from 7:00, ending at 20:00 at the latest, on a quarter of an hour.
 *
 * <p>Ordered as in a calendar.
 */
public record Slot(DayOfWeek day, LocalTime start) implements Comparable<Slot> {
  /** So many there are: one each quarter of an hour, on five days. */
  static final int MOST = 5 * 47;

  /** How long a session is. */
  public static final int MINUTES = 90;

  private static final int RASTER_MINUTES = 15;
  private static final LocalTime EARLIEST = LocalTime.of(7, 0);
  private static final LocalTime LATEST = LocalTime.of(20, 0).minusMinutes(MINUTES);
  private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::day).thenComparing(Slot::start);

  /** Refuses what is no such time. */
  public Slot {
    if (day.compareTo(DayOfWeek.FRIDAY) > 0) {
      throw Refusal.invalid("a round meets from Monday to Friday");
    }
    if (!isOnRaster(start)) {
      throw Refusal.invalid("a round begins on a quarter of an hour");
    }
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw Refusal.invalid("a round begins between " + EARLIEST + " and " + LATEST);
    }
  }

  /** As it is written on the wire: {@code thursday 10:00}. */
  String word() {
    return day.name().toLowerCase(Locale.ROOT) + " " + start;
  }

  /** What {@link #word} wrote; refused if it is none. */
  static Slot of(String word) {
    int space = word.indexOf(' ');
    try {
      var day = DayOfWeek.valueOf(word.substring(0, Math.max(space, 0)).toUpperCase(Locale.ROOT));
      return new Slot(day, LocalTime.parse(word.substring(space + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.invalid("a slot must look like thursday 10:00");
    }
  }

  static boolean isOnRaster(LocalTime time) {
    return time.getMinute() % RASTER_MINUTES == 0 && time.getSecond() == 0 && time.getNano() == 0;
  }

  /** In the week of this Monday. */
  public LocalDateTime in(LocalDate monday) {
    return monday.plusDays(day.ordinal()).atTime(start);
  }

  @Override
  public int compareTo(Slot other) {
    return ORDER.compare(this, other);
  }
}
