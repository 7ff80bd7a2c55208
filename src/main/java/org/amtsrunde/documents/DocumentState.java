package org.amtsrunde.documents;

/** Whether a document may be written to. */
public enum DocumentState {
  OPEN("open"),
  /** To be read only, until an owner opens it again. */
  FROZEN("frozen"),
  /** To be read by its owners only, until one of them takes it back or it is erased. */
  TRASHED("trashed");

  private final String word;

  DocumentState(String word) {
    this.word = word;
  }

  /** The word on the wire and in the store. */
  public String word() {
    return word;
  }

  static DocumentState of(String word) {
    for (var state : values()) {
      if (state.word.equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state: " + word);
  }
}
