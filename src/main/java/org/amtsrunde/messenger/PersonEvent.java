package org.amtsrunde.messenger;

import org.amtsrunde.kernel.Json;

/** What is published in a person's own channel. */
public sealed interface PersonEvent {
  record Joined(RoomSummary room) implements PersonEvent {}

  record Left(String roomId) implements PersonEvent {}

  record ReadMoved(String roomId, long readOffset) implements PersonEvent {}

  /** The publication, UTF-8. */
  default byte[] json() {
    return Json.object(out -> {
      switch (this) {
        case Joined e -> out.put("type", "room.joined").object("room", e.room::write);
        case Left e -> out.put("type", "room.left").put("roomId", e.roomId);
        case ReadMoved e -> out.put("type", "read.moved").put("roomId", e.roomId).put("readOffset", e.readOffset);
      }
    });
  }
}
