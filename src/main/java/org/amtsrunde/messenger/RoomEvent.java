package org.amtsrunde.messenger;

import org.amtsrunde.kernel.Json;

/** What is published in the channel of a room. */
public sealed interface RoomEvent {
  record Posted(Message message) implements RoomEvent {}

  /** The message as it stands after the edit, with its reactions. */
  record Edited(MessageView message) implements RoomEvent {}

  record Deleted(String messageId, String at) implements RoomEvent {}

  record Reacted(String messageId, Reaction reaction, String personId, boolean on) implements RoomEvent {}

  record Joined(Member member, String by) implements RoomEvent {}

  record Left(String personId, String by) implements RoomEvent {}

  record Renamed(String name, String by) implements RoomEvent {}

  /** The publication, UTF-8. */
  default byte[] json() {
    return Json.object(out -> {
      switch (this) {
        case Posted e -> out.put("type", "message.posted").object("message", e.message::write);
        case Edited e -> out.put("type", "message.edited").object("message", e.message::write);
        case Deleted e -> out.put("type", "message.deleted").put("messageId", e.messageId).put("at", e.at);
        case Reacted e ->
            out.put("type", "message.reacted")
                .put("messageId", e.messageId)
                .put("reaction", e.reaction.word())
                .put("personId", e.personId)
                .put("on", e.on);
        case Joined e -> out.put("type", "member.joined").object("member", e.member::write).put("by", e.by);
        case Left e -> out.put("type", "member.left").put("personId", e.personId).put("by", e.by);
        case Renamed e -> out.put("type", "room.renamed").put("name", e.name).put("by", e.by);
      }
    });
  }
}
