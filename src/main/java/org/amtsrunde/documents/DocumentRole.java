package org.amtsrunde.documents;

import org.amtsrunde.kernel.Refusal;

/** What a person may do with a document; each role may do what those before it may. */
public enum DocumentRole {
  VIEW("view"),
  COMMENT("comment"),
  SUGGEST("suggest"),
  EDIT("edit"),
  OWN("own");

  private final String word;

  DocumentRole(String word) {
    this.word = word;
  }

  /** The word on the wire and in the store. */
  public String word() {
    return word;
  }

  public boolean atLeast(DocumentRole other) {
    return compareTo(other) >= 0;
  }

  public static DocumentRole of(String word) {
    for (var role : values()) {
      if (role.word.equals(word)) {
        return role;
      }
    }
    throw Refusal.invalid("role must be one of view, comment, suggest, edit, own");
  }
}
