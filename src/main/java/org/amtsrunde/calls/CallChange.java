package org.amtsrunde.calls;

import java.util.Set;

/**
 * What became of a command.
 *
 * @param changed whether all must be told
 * @param members of the room, at the same moment
 */
record CallChange(CallState state, boolean changed, Set<String> members) {
  CallChange {
    members = Set.copyOf(members);
  }
}
