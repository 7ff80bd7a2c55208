package org.amtsrunde.sessions;

import org.amtsrunde.kernel.Refusal;

/** What people do in a step. */
public enum StepType {
  /** They arrive. */
  ARRIVE("arrive"),
  /** Everybody speaks in turn: check-in, check-out. */
  ROUND("round"),
  /** Everybody tells in turn what became of the weekly task and of their commitment. */
  REVIEW("review"),
  /** They read or hear something short. */
  IMPULSE("impulse"),
  /** Everybody writes for themselves; nobody sees a text before the step ends. */
  WRITE("write"),
  /** They put the texts into groups. */
  CLUSTER("cluster"),
  /** They give dots to the texts; nobody sees a dot before the step ends. */
  VOTE("vote"),
  /** They talk, in the order of hands. */
  DISCUSS("discuss"),
  /** One tells of a case, the others advise. */
  CASE("case"),
  /** They talk in twos and threes and come back. */
  PAIRS("pairs"),
  /** The next weekly task is explained. */
  BRIEF("brief"),
  /** Everybody says what they will do. */
  COMMIT("commit");

  private final String word;

  StepType(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }

  public static StepType of(String word) {
    for (var type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw Refusal.invalid("there is no step of the type " + word);
  }

  /** Whether everybody has a turn of their own. */
  boolean hasTurns() {
    return this == ROUND || this == REVIEW;
  }
}
