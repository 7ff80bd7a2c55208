package org.amtsrunde.messenger;

import java.util.List;

/**
 * A part of a room's history, oldest first.
 *
 * @param epoch life of the log at the time of reading
 * @param offset its end at the time of reading
 */
public record RoomPage(List<MessageView> messages, String epoch, long offset) {
  /** Which part; all but {@link #AROUND} leave out the message at the offset itself. */
  public enum Part {
    NEWEST,
    BEFORE,
    AFTER,
    AROUND
  }
}
