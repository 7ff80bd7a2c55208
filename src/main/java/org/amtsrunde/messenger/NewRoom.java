package org.amtsrunde.messenger;

import java.util.List;

/**
 * A room to be founded.
 *
 * @param id follows from what the room is for, see {@link RoomRules#derivedId}
 * @param fingerprint of everything that makes it this room: the same id with another one is a conflict
 * @param name empty for a direct conversation
 * @param members the first members in their order, with their roles
 * @param by who founds it
 * @param at when, ISO 8601 UTC
 */
public record NewRoom(
    String id, String fingerprint, RoomKind kind, String name, List<Member> members, String by, String at) {
  public NewRoom {
    members = List.copyOf(members);
  }
}
