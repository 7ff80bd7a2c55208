package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.LogEntry;
import org.jspecify.annotations.Nullable;

/** What an entry of a document's log says that is no update: its {@code info} is missing. */
public final class Notice {
  /** Title, state or shares have changed. Is the update that says nothing: no structs, no deletions. */
  static final byte[] OF_ROLES = {0, 0};

  /** Of all threads of a document, as JSON: whoever is told reads them all again. */
  public static final String OF_ALL_THREADS = "{\"type\":\"threads\"}";

  private Notice() {}

  /** A thread was opened, has changed or is gone. */
  public static byte[] ofThread(String id) {
    return Json.object(out -> out.put("type", "thread").put("id", id));
  }

  /** Whether an entry says something about what the document contains. */
  public static boolean isUpdate(LogEntry entry) {
    return entry.info() != null;
  }

  /** Which thread an entry speaks of, as JSON; null where it is another notice, after which somebody's role may be another. */
  public static @Nullable String thread(LogEntry entry) {
    var data = entry.data();
    return !isUpdate(entry) && data.length > 0 && data[0] == '{' ? new String(data, StandardCharsets.UTF_8) : null;
  }
}
