package org.amtsrunde.documents.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comments on one place of a document, or on all of it.
 *
 * @param anchor null where it belongs to no place
 * @param quote what stood at the place when the thread was opened
 * @param createdAt ISO 8601 UTC
 * @param resolvedById who has closed it; null while it is open
 * @param resolvedAt null while it is open
 * @param comments in their order; the first opened the thread
 */
public record CommentThread(
    String id,
    @Nullable Anchor anchor,
    @Nullable String quote,
    String createdAt,
    @Nullable String resolvedById,
    @Nullable String resolvedAt,
    List<Comment> comments) {

  boolean isResolved() {
    return resolvedAt != null;
  }

  /** Null where it has none of this id. */
  @Nullable Comment comment(String commentId) {
    return comments.stream().filter(comment -> comment.id().equals(commentId)).findAny().orElse(null);
  }

  CommentThread resolved(@Nullable String by, @Nullable String at) {
    return new CommentThread(id, anchor, quote, createdAt, by, at, comments);
  }

  CommentThread with(Comment added) {
    var all = new ArrayList<>(comments);
    all.add(added);
    return of(all);
  }

  /** With this comment in the place of the one of the same id. */
  CommentThread replaced(Comment changed) {
    return of(comments.stream().map(comment -> comment.id().equals(changed.id()) ? changed : comment).toList());
  }

  private CommentThread of(List<Comment> others) {
    return new CommentThread(id, anchor, quote, createdAt, resolvedById, resolvedAt, List.copyOf(others));
  }
}
