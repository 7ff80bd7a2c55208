package org.amtsrunde.messenger;

import java.util.List;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * A room as one of its members sees it in a list, all of it read at the same moment.
 *
 * @param memberIds of a direct room; empty for others
 * @param unread messages of others after {@code readOffset} that are not deleted
 * @param mentions those of them that mention the person
 * @param lastAt time of the newest post
 * @param announced false while the person has not been told on their own channel that they belong to the room
 */
public record RoomSummary(
    String id,
    String name,
    RoomKind kind,
    MemberRole role,
    int memberCount,
    List<String> memberIds,
    long unread,
    long mentions,
    long readOffset,
    String epoch,
    long offset,
    @Nullable String lastAt,
    boolean announced) {

  public RoomSummary {
    memberIds = List.copyOf(memberIds);
  }

  RoomSummary named(String newName) {
    return new RoomSummary(
        id,
        newName,
        kind,
        role,
        memberCount,
        memberIds,
        unread,
        mentions,
        readOffset,
        epoch,
        offset,
        lastAt,
        announced);
  }

  void write(Json.Out out) {
    out.put("id", id)
        .put("name", name)
        .put("kind", kind.word())
        .put("role", role.word())
        .put("memberCount", memberCount);
    if (kind == RoomKind.DIRECT) {
      out.strings("memberIds", memberIds);
    }
    out.put("unread", unread)
        .put("mentions", mentions)
        .put("readOffset", readOffset)
        .put("epoch", epoch)
        .put("offset", offset)
        .put("lastAt", lastAt);
  }
}
