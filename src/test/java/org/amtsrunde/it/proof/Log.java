package org.amtsrunde.it.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a room as it is in the end; its entries are numbered from 1. */
record Log(String room, String epoch, List<Entry> entries) {
  Log {
    entries = List.copyOf(entries);
  }

  long head() {
    return entries.size();
  }

  @Nullable Entry at(long offset) {
    return offset >= 1 && offset <= entries.size() ? entries.get((int) offset - 1) : null;
  }
}
