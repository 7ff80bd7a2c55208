package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a document's log says that is no update: its {@code info} is missing. Something beside the document has changed, and
 * whoever has it open reads that again.
 *
 * @param words JSON, as it is told
 * @param needs the role of those who are told
 * @param authorId who is told as well, whose suggestion it is about
 */
public record Notice(String words, DocumentRole needs, @Nullable String authorId) {
  /** Title, state or shares have changed. Is the update that says nothing: no structs, no deletions. */
  static final byte[] OF_ROLES = {0, 0};

  /** Everything beside a document may have changed. */
  public static final List<Notice> OF_ALL =
      List.of(
          new Notice("{\"type\":\"threads\"}", DocumentRole.COMMENT, null),
          new Notice("{\"type\":\"versions\"}", DocumentRole.VIEW, null),
          new Notice("{\"type\":\"suggestions\"}", DocumentRole.SUGGEST, null));

  private static final int LONGEST = 100;

  /** A thread was opened, has changed or is gone. */
  public static byte[] ofThread(String id) {
    return Json.object(out -> out.put("type", "thread").put("id", id));
  }

  /** A version was kept, has another name or is gone. */
  public static byte[] ofVersions() {
    return Json.object(out -> out.put("type", "versions"));
  }

  /** A suggestion was begun, or decided about. */
  public static byte[] ofSuggestions(String authorId) {
    return Json.object(out -> out.put("type", "suggestions").put("authorId", authorId));
  }

  /** Whether an entry says something about what the document contains. */
  public static boolean isUpdate(LogEntry entry) {
    return entry.info() != null;
  }

  /** What an entry tells; null for an update, and where somebody's role may be another. */
  public static @Nullable Notice of(LogEntry entry) {
    var data = entry.data();
    if (isUpdate(entry) || data.length == 0 || data[0] != '{') {
      return null;
    }
    var fields = Fields.parse(data);
    var needs =
        switch (fields.text("type", 1, LONGEST)) {
          case "versions" -> DocumentRole.VIEW;
          case "suggestions" -> DocumentRole.EDIT;
          default -> DocumentRole.COMMENT;
        };
    return new Notice(new String(data, StandardCharsets.UTF_8), needs, fields.textOrNull("authorId", LONGEST));
  }

  /** Whether a person with this role may know of it. */
  public boolean isFor(DocumentRole role, String personId) {
    return role.atLeast(needs) || personId.equals(authorId) && role.atLeast(DocumentRole.SUGGEST);
  }
}
