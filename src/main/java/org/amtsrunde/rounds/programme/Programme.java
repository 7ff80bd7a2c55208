package org.amtsrunde.rounds.programme;

import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.ProgrammeName;

/**
 * What a round does, week by week.
 *
 * @param version from 1; a round keeps the one it began with
 * @param weeks in their order, the first is number 1
 */
public record Programme(String id, int version, String title, List<Week> weeks) {
  public ProgrammeName name() {
    return new ProgrammeName(id, version);
  }

  /** Refuses a number that no week has, as not found. */
  public Week week(int number) {
    if (number < 1 || number > weeks.size()) {
      throw Refusal.notFound();
    }
    return weeks.get(number - 1);
  }
}
