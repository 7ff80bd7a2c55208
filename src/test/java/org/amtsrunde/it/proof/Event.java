package org.amtsrunde.it.proof;

import org.jspecify.annotations.Nullable;

/** One line of a history; {@code at} in ns of one clock. */
sealed interface Event {
  long at();

  /** @param again whether the client had an answer and asks once more because the epoch is another */
  record Invoked(long at, Op op, boolean again) implements Event {}

  /**
   * @param place where it is; null where the answer does not say
   * @param read the read mark after it; -1 for what moves none
   */
  record Acknowledged(long at, Op op, @Nullable Place place, long read) implements Event {}

  /** It was certainly not done. */
  record Refused(long at, Op op) implements Event {}

  /** Whether it was done nobody knows, and the client asks no more. */
  record GivenUp(long at, Op op) implements Event {}

  /**
   * The server says from where on the client is told of a room.
   *
   * @param recovered whether that is where the client stood; what it missed follows
   */
  record Began(long at, String client, String person, String room, Place place, boolean recovered) implements Event {}

  record Delivered(long at, String client, String room, long offset, String data) implements Event {}

  /** The server says that the client is told of a room no more. */
  record Ended(long at, String client, String room) implements Event {}

  /** From here on nothing goes wrong. */
  record Healed(long at) implements Event {}

  /** What the server says is unread, when nobody does anything any more. */
  record Counted(long at, String person, String room, long readOffset, long unread, long mentions) implements Event {}
}
