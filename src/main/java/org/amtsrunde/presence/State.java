package org.amtsrunde.presence;

import org.jspecify.annotations.Nullable;

/** What people say about themselves. Chosen by hand, never derived from what somebody does. */
enum State {
  FREE("free"),
  AWAY("away"),
  BUSY("busy"),
  DO_NOT_DISTURB("dnd");

  private final String word;

  State(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  String word() {
    return word;
  }

  /** Null for a word that is none of them. */
  static @Nullable State find(String word) {
    for (var state : values()) {
      if (state.word.equals(word)) {
        return state;
      }
    }
    return null;
  }
}
