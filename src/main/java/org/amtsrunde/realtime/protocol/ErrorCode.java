package org.amtsrunde.realtime.protocol;

/** Errors of single commands, numbered as the protocol numbers them. */
public enum ErrorCode {
  INTERNAL(100, "internal server error", true),
  UNKNOWN_CHANNEL(102, "unknown channel", false),
  METHOD_NOT_FOUND(104, "method not found", false),
  ALREADY_SUBSCRIBED(105, "already subscribed", false),
  LIMIT_EXCEEDED(106, "limit exceeded", false),
  NOT_AVAILABLE(108, "not available", false),
  TOKEN_EXPIRED(109, "token expired", false),
  UNRECOVERABLE_POSITION(112, "unrecoverable position", false);

  private final int code;
  private final String text;
  private final boolean temporary;

  ErrorCode(int code, String text, boolean temporary) {
    this.code = code;
    this.text = text;
    this.temporary = temporary;
  }

  public int code() {
    return code;
  }

  public String text() {
    return text;
  }

  public boolean temporary() {
    return temporary;
  }
}
