package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.util.Locale;
import org.amtsrunde.kernel.Refusal;

/** The documents that every round has. */
public interface RoundPapers {
  /** Which of them. */
  enum Paper {
    NOTES,
    POSTER;

    /** Refuses any other word as not found. */
    static Paper of(String word) {
      for (var paper : values()) {
        if (paper.word().equals(word)) {
          return paper;
        }
      }
      throw Refusal.notFound();
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The id of the document, which is made where it is not there: there is one of each, whoever asks first, at the same time or again.
   * Fails with "not found" for whoever is not in the round.
   */
  Future<String> open(String person, String roomId, Paper paper);
}
