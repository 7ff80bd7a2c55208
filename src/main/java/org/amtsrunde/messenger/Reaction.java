package org.amtsrunde.messenger;

import org.amtsrunde.kernel.Refusal;

/** The five reactions. None of them is a judgement. */
public enum Reaction {
  THANKS("thanks"),
  SAME("same"),
  AGREE("agree"),
  IDEA("idea"),
  CELEBRATE("celebrate");

  private final String word;

  Reaction(String word) {
    this.word = word;
  }

  /** The word on the wire and in the store. */
  public String word() {
    return word;
  }

  static Reaction of(String word) {
    for (var reaction : values()) {
      if (reaction.word.equals(word)) {
        return reaction;
      }
    }
    throw Refusal.invalid("reaction must be one of thanks, same, agree, idea, celebrate");
  }
}
