package org.amtsrunde.documents.history;

import java.util.List;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a document that is kept.
 *
 * @param at ISO 8601 UTC
 * @param label null but for named ones
 * @param byId who named it, or restored another one after it; null for automatic ones
 * @param writers who wrote since the version before
 * @param bytes of the document then
 * @param kept bytes that it takes in the store
 */
public record Version(
    String id,
    String at,
    Kind kind,
    @Nullable String label,
    @Nullable String byId,
    List<String> writers,
    long bytes,
    long kept) {

  /** Why it is kept. */
  public enum Kind {
    /** Somebody wants it kept. */
    NAMED("named"),
    /** Somebody had written, and then it came to rest. */
    AUTOMATIC("automatic"),
    /** Another version was restored after it. */
    BEFORE_RESTORE("before-restore");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
      return word;
    }

    static Kind of(String word) {
      for (var kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of version: " + word);
    }
  }

  /** Under a name from now on. */
  Version named(String name, String person) {
    return new Version(id, at, Kind.NAMED, name, person, writers, bytes, kept);
  }

  byte[] json() {
    return Json.object(this::write);
  }

  void write(Json.Out out) {
    out.put("id", id)
        .put("at", at)
        .put("kind", kind.word())
        .put("label", label)
        .put("byId", byId)
        .strings("writers", writers)
        .put("bytes", bytes);
  }
}
