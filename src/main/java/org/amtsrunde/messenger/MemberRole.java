package org.amtsrunde.messenger;

/** What a person may do in one room. */
public enum MemberRole {
  OWNER("owner"),
  MEMBER("member");

  private final String word;

  MemberRole(String word) {
    this.word = word;
  }

  /** The word on the wire and in the store. */
  public String word() {
    return word;
  }

  static MemberRole of(String word) {
    return word.equals(OWNER.word) ? OWNER : MEMBER;
  }
}
