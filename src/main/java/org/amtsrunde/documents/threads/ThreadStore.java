package org.amtsrunde.documents.threads;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of documents are kept. Every method is one round trip; every change is atomic, durable when its future succeeds, and
 * gives notice in the document's log in the same step.
 */
interface ThreadStore {
  /** The sentence of the conflict that means: read again, decide again. */
  String CHANGED = "changed meanwhile";

  /** Whether a failed change should be decided again. */
  static boolean changedMeanwhile(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.kind() == Refusal.Kind.CONFLICT
        && refusal.sentence().equals(CHANGED);
  }

  /**
   * A thread as it was read.
   *
   * @param revision different after every change
   */
  record Kept(CommentThread thread, long revision) {}

  /** All threads of a document, in no particular order. */
  Future<List<CommentThread>> all(String document);

  /** Null where there is none. */
  Future<@Nullable Kept> find(String document, String thread);

  /**
   * Keeps a thread that was opened or changed.
   *
   * @param before what that was decided on; null where there was none
   * @return fails as a conflict if it has changed meanwhile or there is too much already, as denied if the document is in the trash, as
   *     "not found" if it is gone, or the thread was removed in the last seven days: the command that opened it came late once more
   */
  Future<Void> keep(String document, @Nullable Kept before, CommentThread after);

  /** Removes a thread; fails like {@link #keep}. */
  Future<Void> remove(String document, Kept before);
}
