package org.amtsrunde.documents.threads;

import io.vertx.core.Future;
import java.util.List;

/** Tells people in their direct conversations that a comment, or the text of a document, mentions them. */
public interface MentionPost {
  /**
   * A message to one person.
   *
   * @param id the same for every repetition
   */
  record Mention(String personId, String id, String text) {}

  /** Tells all of them; whoever was told under the same id before is not told again. */
  Future<Void> post(String author, List<Mention> mentions);
}
