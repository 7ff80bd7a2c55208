package org.amtsrunde.documents.room;

/**
 * Why somebody's part in a document ends. Codes from 4400 to 4499 are for good, as the clients of both framings understand them; all
 * others may come again.
 */
public enum DocumentEnd {
  /** The document is gone, or the person has no role in it any more; nobody can tell which. */
  NOT_FOUND(4404, "not found"),
  /** The sign-in has ended. */
  UNAUTHORIZED(4401, "unauthorized"),
  /** The client did not say in time who it is. */
  TIMEOUT(4408, "timeout"),
  /** What the client sent is no message, or no update. */
  MALFORMED(4400, "malformed"),
  /** An update, or the document, is too large. */
  TOO_LARGE(4413, "too large"),
  /** The client sends what nobody can integrate: it is to forget its state and begin anew. */
  RESET(4205, "reset"),
  /** The client takes less than it is sent. */
  SLOW(1013, "slow"),
  /** The store cannot be reached; nothing was lost, and nothing is stored at the moment. */
  UNAVAILABLE(1013, "unavailable"),
  /** This node ends. */
  SHUTDOWN(1012, "shutdown"),
  /** A fault of ours. */
  FAILED(1011, "failed");

  private final int code;
  private final String reason;

  DocumentEnd(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** The close code of the socket. */
  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
