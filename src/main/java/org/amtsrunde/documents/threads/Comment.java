package org.amtsrunde.documents.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comment of a thread.
 *
 * @param text Markdown; empty when deleted
 * @param createdAt ISO 8601 UTC
 * @param editedAt of the last edit; null before the first
 * @param deleted whether only its place is left
 * @param fingerprint of the command that made it
 * @param named whom its last change mentioned and none before it, in the order of the text
 */
public record Comment(
    String id,
    String authorId,
    String text,
    String createdAt,
    @Nullable String editedAt,
    boolean deleted,
    String fingerprint,
    List<String> named) {

  /** When its text was written as it stands. */
  String changedAt() {
    return editedAt == null ? createdAt : editedAt;
  }

  Comment edited(String newText, List<String> newlyNamed, String when) {
    return new Comment(id, authorId, newText, createdAt, when, deleted, fingerprint, newlyNamed);
  }

  /** Of its words nothing is left, and neither of whom it mentioned. */
  Comment placeholder() {
    return new Comment(id, authorId, "", createdAt, editedAt, true, fingerprint, List.of());
  }
}
