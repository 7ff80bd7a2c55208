package org.amtsrunde.rounds;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.rounds.SlotVote.Answer;

/**
 * The answers to the question when a round meets.
 *
 * @param since the first answer
 * @param answers person → what they say to a slot; no where nothing stands
 */
public record Ballot(Instant since, Map<String, Map<Slot, Answer>> answers) {
  public Ballot {
    answers = Map.copyOf(answers);
  }

  Ballot answered(String person, Map<Slot, Answer> given) {
    var all = new HashMap<>(answers);
    all.put(person, Map.copyOf(given));
    return new Ballot(since, all);
  }
}
