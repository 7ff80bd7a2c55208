package org.amtsrunde.realtime.protocol;

/**
 * Why the server closes a connection; sent as code and reason of the WebSocket close frame. Clients reconnect after 3000 to
 * 3499 and 4000 to 4499 and stay away after the others.
 */
public enum DisconnectCode {
  SHUTDOWN(3001, "shutdown"),
  INTERNAL(3004, "internal server error"),
  EXPIRED(3005, "connection expired"),
  SLOW(3008, "slow"),
  INSUFFICIENT_STATE(3010, "insufficient state"),
  NO_PONG(3012, "no pong"),
  INVALID_TOKEN(3500, "invalid token"),
  BAD_REQUEST(3501, "bad request"),
  STALE(3502, "stale"),
  FORCE(3503, "force disconnect");

  private final int code;
  private final String reason;

  DisconnectCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
