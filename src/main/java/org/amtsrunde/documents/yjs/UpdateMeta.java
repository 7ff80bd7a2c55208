package org.amtsrunde.documents.yjs;

import java.util.Map;

/**
 * Which clocks an update has structs for, gaps counted as if they were structs.
 *
 * @param from client → clock of its first struct
 * @param to client → clock behind its last struct
 */
public record UpdateMeta(Map<Long, Integer> from, Map<Long, Integer> to) {
  public UpdateMeta {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
  }
}
