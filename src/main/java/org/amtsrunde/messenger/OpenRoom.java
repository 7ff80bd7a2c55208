package org.amtsrunde.messenger;

import java.util.List;
import java.util.Map;

/** A room as a member opens it, all of it read at the same moment; messages oldest first. */
public record OpenRoom(RoomSummary summary, Map<String, MemberRole> roles, List<MessageView> messages) {}
