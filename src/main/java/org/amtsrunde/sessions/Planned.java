package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.List;

/**
 * A session that is to come.
 *
 * @param number within the programme, from 1
 * @param startsAt what tells it from every other session of its round
 * @param endsAt when it is over at the latest
 * @param steps at least one
 */
public record Planned(int number, String title, Instant startsAt, Instant endsAt, List<Step> steps) {
  public Planned {
    steps = List.copyOf(steps);
  }
}
