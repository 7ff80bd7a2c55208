package org.amtsrunde.rounds;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * On which days somebody of a round has a holiday.
 *
 * @param byDate the holidays of each such day, by name
 */
record FreeDays(Map<LocalDate, List<Free>> byDate) {
  static final FreeDays NONE = new FreeDays(Map.of());

  /** A holiday, and the authorities of the round that have it. */
  record Free(String name, List<Body> authorities) {}

  /** An authority by name. */
  record Body(String id, String name) {}

  boolean isFree(LocalDate date) {
    return byDate.containsKey(date);
  }

  List<Free> on(LocalDate date) {
    return byDate.getOrDefault(date, List.of());
  }
}
