package org.amtsrunde.messenger;

/** What a room is for. */
public enum RoomKind {
  /** The conversation of a round; its members are those of the round. */
  ROUND("round"),
  /** A room with a name, owners and members who invite others. */
  GROUP("group"),
  /** The one conversation of exactly these two to nine people. */
  DIRECT("direct");

  private final String word;

  RoomKind(String word) {
    this.word = word;
  }

  /** The word on the wire and in the store. */
  public String word() {
    return word;
  }

  static RoomKind of(String word) {
    for (var kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalStateException("a room of the unknown kind " + word);
  }
}
