package org.amtsrunde.it.proof;

/** The server refused a command; or, with code 0, nobody knows what became of it. */
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The store may have done it although the node did not hear of it. */
  private static final int UNAVAILABLE = 503;

  private static final int INTERNAL = 500;

  final int code;
  private final boolean temporary;

  CallFailed(int code, boolean temporary, String message) {
    super(message);
    this.code = code;
    this.temporary = temporary;
  }

  static CallFailed unknown(String why) {
    return new CallFailed(0, true, why);
  }

  /** Whether it may have been done all the same. */
  boolean maybeDone() {
    return code == 0 || code == UNAVAILABLE || code == INTERNAL;
  }

  boolean worthAnotherTry() {
    return temporary;
  }
}
