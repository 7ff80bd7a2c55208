package org.amtsrunde.messenger;

import org.jspecify.annotations.Nullable;

/**
 * What the rules must know before a change; the change itself then checks that none of it has become another.
 *
 * @param role of the person who asks
 * @param message the message that was asked for; null if the room has none of this id, or none was asked for
 */
public record RoomState(RoomKind kind, MemberRole role, @Nullable Known message) {

  /**
   * A message as it was read.
   *
   * @param json its text in the store
   * @param reactions their text in the store; empty for none
   * @param entries offsets of the log entries that carry its content, separated by spaces; empty when deleted
   */
  public record Known(MessageView view, String json, String reactions, String entries) {}
}
