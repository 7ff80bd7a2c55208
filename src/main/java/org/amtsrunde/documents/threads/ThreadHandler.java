package org.amtsrunde.documents.threads;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.threads.MentionPost.Mention;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What people do with comments. Every change may be repeated and then is the same change; when it succeeds, whoever it mentions for the
 * first time and may see it has been told.
 */
public final class ThreadHandler {
  private static final int TRIES = 4;

  private final ThreadStore store;
  private final DocumentAccess access;
  private final MentionPost mentions;
  private final InstantSource clock;

  public ThreadHandler(ThreadStore store, DocumentAccess access, MentionPost mentions, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.mentions = mentions;
    this.clock = clock;
  }

  /** All threads, open and resolved, the oldest first. */
  Future<List<CommentThread>> list(String person, String document) {
    return readable(person, document)
        .compose(known -> store.all(document))
        .map(all ->
            all.stream()
                .sorted(Comparator.comparing(CommentThread::createdAt).thenComparing(CommentThread::id))
                .toList());
  }

  Future<CommentThread> find(String person, String document, String thread) {
    return readable(person, document)
        .compose(known -> store.find(document, thread))
        .map(found -> known(found).thread());
  }

  private Future<Access> readable(String person, String document) {
    return access
        .require(document, person)
        .map(known -> {
          ThreadRules.mayRead(known);
          return known;
        });
  }

  /** What a person wants to say, and under which id of theirs. */
  record Words(String person, String cid, String text) {
    Words {
      text = ThreadRules.text(text);
    }
  }

  /** Opens a thread. */
  Future<CommentThread> open(String document, Words words, @Nullable Anchor anchor, @Nullable String rawQuote) {
    var quote = ThreadRules.quoteOrNull(rawQuote);
    var id = ThreadRules.threadId(document, words.person, words.cid);
    var first = comment(id, words, anchor, quote);
    return change(
            words.person,
            document,
            id,
            (known, before) ->
                before != null && ThreadRules.isRepeated(before, first)
                    ? before
                    : ThreadRules.opened(id, first, anchor, quote))
        .compose(done -> told(done, first.id(), words.text));
  }

  /** Adds a comment to a thread. */
  Future<CommentThread> reply(String document, String thread, Words words) {
    var coming = comment(thread, words, null, null);
    return change(
            words.person,
            document,
            thread,
            (known, before) -> {
              var open = required(before);
              return ThreadRules.isRepeated(open, coming) ? open : ThreadRules.replied(open, coming);
            })
        .compose(done -> told(done, coming.id(), words.text));
  }

  private Comment comment(String thread, Words words, @Nullable Anchor anchor, @Nullable String quote) {
    return ThreadRules.comment(
        ThreadRules.commentId(thread, words.person, words.cid),
        words.person,
        words.text,
        ThreadRules.fingerprint(words.person, words.cid, words.text, anchor, quote),
        now());
  }

  /** Closes a thread, or opens it again. */
  Future<CommentThread> resolve(String person, String document, String thread, boolean resolved) {
    return change(
            person,
            document,
            thread,
            (known, before) -> ThreadRules.resolved(required(before), resolved, person, now()))
        .map(Done::thread);
  }

  /** Gives a comment another text. */
  Future<CommentThread> edit(String person, String document, String thread, String comment, String raw) {
    var text = ThreadRules.text(raw);
    return change(
            person,
            document,
            thread,
            (known, before) -> ThreadRules.edited(required(before), comment, person, text, now()))
        .compose(done -> told(done, comment, text));
  }

  /** Takes the words of a comment away, and the thread when no words are left. */
  Future<Void> delete(String person, String document, String thread, String comment) {
    return change(
            person,
            document,
            thread,
            (known, before) -> ThreadRules.deleted(required(before), comment, person, known.role()))
        .mapEmpty();
  }

  /** @param after null where it is gone */
  private record Done(Access access, String person, @Nullable CommentThread after) {
    CommentThread thread() {
      return Objects.requireNonNull(after);
    }
  }

  /** Decides and stores again, a few times at most, while others change what was decided on. What stays as it is is not written. */
  private Future<Done> change(
      String person,
      String document,
      String thread,
      BiFunction<Access, @Nullable CommentThread, @Nullable CommentThread> decision) {
    return again(
        () ->
            access
                .require(document, person)
                .compose(known -> {
                  ThreadRules.mayComment(known);
                  return store
                      .find(document, thread)
                      .compose(before -> {
                        var after = decision.apply(known, before == null ? null : before.thread());
                        return write(document, before, after).map(new Done(known, person, after));
                      });
                }),
        TRIES);
  }

  private Future<Void> write(String document, ThreadStore.@Nullable Kept before, @Nullable CommentThread after) {
    if (after == null) {
      return store.remove(document, Objects.requireNonNull(before));
    }
    return before != null && after.equals(before.thread())
        ? Future.succeededFuture()
        : store.keep(document, before, after);
  }

  private static <T> Future<T> again(Supplier<Future<T>> attempt, int left) {
    return attempt
        .get()
        .recover(failure ->
            left > 1 && ThreadStore.changedMeanwhile(failure)
                ? again(attempt, left - 1)
                : Future.failedFuture(failure));
  }

  /** Tells whom a comment mentions, unless it says something else by now. */
  private Future<CommentThread> told(Done done, String commentId, String text) {
    var thread = done.thread();
    var comment = thread.comment(commentId);
    if (comment == null || !comment.text().equals(text)) {
      return Future.succeededFuture(thread);
    }
    var document = done.access.document();
    var asked =
        ThreadRules.toTell(comment, now()).stream()
            .map(person -> access.find(document.id(), person).map(role -> mayRead(role) ? person : null))
            .toList();
    if (asked.isEmpty()) {
      return Future.succeededFuture(thread);
    }
    var words = ThreadRules.told(comment, thread.id(), document.id(), document.title());
    return Future.all(asked)
        .map(all ->
            all.<@Nullable String>list().stream()
                .filter(Objects::nonNull)
                .map(person -> new Mention(person, ThreadRules.mentionId(comment.id(), person), words))
                .toList())
        .compose(all -> all.isEmpty() ? Future.succeededFuture() : mentions.post(done.person, all))
        .map(thread);
  }

  private static boolean mayRead(@Nullable Access access) {
    return access != null && access.comments();
  }

  private static ThreadStore.Kept known(ThreadStore.@Nullable Kept found) {
    if (found == null) {
      throw Refusal.notFound();
    }
    return found;
  }

  private static CommentThread required(@Nullable CommentThread thread) {
    if (thread == null) {
      throw Refusal.notFound();
    }
    return thread;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
