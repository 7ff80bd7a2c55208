package org.amtsrunde.documents.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.documents.yjs.RelativePosition;
import org.amtsrunde.kernel.Mentions;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Texts;
import org.amtsrunde.realtime.Once;
import org.jspecify.annotations.Nullable;

/** What may be said about a document and who may do what with it. Pure: every "no" is a {@link Refusal}. */
final class ThreadRules {
  /** Code points of a comment. */
  static final int LONGEST_TEXT = 4_000;

  /** Code points of what is quoted. */
  static final int LONGEST_QUOTE = 300;

  /** Bytes of a relative position. */
  static final int LARGEST_POSITION = 512;

  /** People mentioned by one comment. */
  static final int MOST_MENTIONS = 20;

  /** Threads of one document. */
  static final int MOST_THREADS = 500;

  /** Comments of one thread, deleted ones among them. */
  static final int MOST_COMMENTS = 200;

  /** Bytes of all threads of one document. */
  static final long MOST_BYTES = 8L << 20;

  /** For so long a repeated change tells again whom it mentioned; the messenger remembers longer whom it has told. */
  static final Duration REPEATED = Duration.ofDays(1);

  private ThreadRules() {}

  // What may be said.

  /** The text of a comment, trimmed. */
  static String text(String raw) {
    var text = Texts.checked("text", raw, LONGEST_TEXT, "\n\t");
    if (Mentions.in(text).size() > MOST_MENTIONS) {
      throw Refusal.invalid("text must not mention more than " + MOST_MENTIONS + " people");
    }
    return text;
  }

  static @Nullable String quoteOrNull(@Nullable String raw) {
    return raw == null ? null : quote(raw);
  }

  static String quote(String raw) {
    return Texts.checked("quote", raw, LONGEST_QUOTE, "\n\t");
  }

  static Anchor anchor(String from, String to) {
    return new Anchor(position("anchor.from", from), position("anchor.to", to));
  }

  private static String position(String field, String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length > LARGEST_POSITION) {
        throw Refusal.tooLarge(field + " must not have more than " + LARGEST_POSITION + " bytes");
      }
      RelativePosition.decode(bytes);
      return base64;
    } catch (IllegalArgumentException | MalformedUpdate e) {
      throw Refusal.invalid(field + " must be a relative position of Yjs in base64");
    }
  }

  // Who is meant.

  /** The same for every repetition of the command, and hardly to be guessed by others. */
  static String threadId(String document, String person, String cid) {
    return DocumentRules.hashed("thread " + document + ' ' + person + ' ' + cid);
  }

  /** Likewise of a comment. */
  static String commentId(String thread, String person, String cid) {
    return DocumentRules.hashed("comment " + thread + ' ' + person + ' ' + cid);
  }

  /** Likewise of the message that tells a person that a comment mentions them. */
  static String mentionId(String comment, String person) {
    return DocumentRules.hashed("mention " + comment + ' ' + person);
  }

  /** Likewise of the message that tells a person that the text mentions them. */
  static String textMentionId(String document, String author, String cid, String person) {
    return DocumentRules.hashed("text mention " + document + ' ' + author + ' ' + cid + ' ' + person);
  }

  /** What tells the repetition of a command from another one; nobody learns from it what it said. */
  static String fingerprint(String person, String cid, String text, @Nullable Anchor anchor, @Nullable String quote) {
    var place = anchor == null ? "" : anchor.from() + ' ' + anchor.to();
    return Once.of(person, cid, person, cid, text, place, quote == null ? "" : quote).fingerprint();
  }

  // Who may do what.

  /** Refuses whoever may not see the threads. */
  static void mayRead(Access access) {
    DocumentRules.needs(access, DocumentRole.COMMENT);
  }

  /** Refuses whoever may not comment; a frozen document can be commented, one in the trash cannot, and a suggestion has its text. */
  static void mayComment(Access access) {
    mayRead(access);
    if (access.document().state() == DocumentState.TRASHED) {
      throw Refusal.denied("the document is trashed");
    }
    if (access.document().parentId() != null) {
      throw Refusal.invalid("a suggestion has no comments of its own");
    }
  }

  /** A new thread, of this one comment. */
  static CommentThread opened(String id, Comment first, @Nullable Anchor anchor, @Nullable String quote) {
    return new CommentThread(id, anchor, quote, first.createdAt(), null, null, List.of(first));
  }

  static Comment comment(String id, String person, String text, String fingerprint, String at) {
    return new Comment(id, person, text, at, null, false, fingerprint, named(text, person, Set.of()));
  }

  /** Whether the command that would make this comment was carried out before; refuses if another one was, with its cid. */
  static boolean isRepeated(CommentThread thread, Comment coming) {
    var known = thread.comment(coming.id());
    if (known != null && !known.fingerprint().equals(coming.fingerprint())) {
      throw Refusal.conflict("this cid was used with another body");
    }
    return known != null;
  }

  /** The thread with one more comment; it is open again. */
  static CommentThread replied(CommentThread thread, Comment coming) {
    if (thread.comments().size() >= MOST_COMMENTS) {
      throw Refusal.conflict("the thread has " + MOST_COMMENTS + " comments, the most");
    }
    return thread.with(coming).resolved(null, null);
  }

  /** The thread closed or open again; the same one if it is so already. */
  static CommentThread resolved(CommentThread thread, boolean resolved, String person, String at) {
    if (thread.isResolved() == resolved) {
      return thread;
    }
    return resolved ? thread.resolved(person, at) : thread.resolved(null, null);
  }

  /** The thread with another text of a comment; the same one if it is so already. */
  static CommentThread edited(CommentThread thread, String commentId, String person, String text, String at) {
    var comment = known(thread, commentId);
    if (!comment.authorId().equals(person)) {
      throw Refusal.denied("only the author may edit a comment");
    }
    if (comment.deleted()) {
      throw Refusal.conflict("the comment is deleted");
    }
    if (comment.text().equals(text)) {
      return thread;
    }
    var settled = Mentions.in(comment.text()).stream().filter(id -> !toTell(comment, at).contains(id)).toList();
    return thread.replaced(comment.edited(text, named(text, person, settled), at));
  }

  /** The thread without the words of a comment; null when that was its last, the same one if it is so already. */
  static @Nullable CommentThread deleted(CommentThread thread, String commentId, String person, DocumentRole role) {
    var comment = known(thread, commentId);
    if (!comment.authorId().equals(person) && role != DocumentRole.OWN) {
      throw Refusal.denied("only the author and the owners of the document may delete a comment");
    }
    if (comment.deleted()) {
      return thread;
    }
    var rest = thread.replaced(comment.placeholder());
    return rest.comments().stream().allMatch(Comment::deleted) ? null : rest;
  }

  private static Comment known(CommentThread thread, String commentId) {
    var comment = thread.comment(commentId);
    if (comment == null) {
      throw Refusal.notFound();
    }
    return comment;
  }

  // Who is told.

  private static List<String> named(String text, String author, Collection<String> told) {
    return Mentions.in(text).stream().filter(id -> !id.equals(author) && !told.contains(id)).toList();
  }

  /** Whom the last change of a comment mentioned, for as long as it may be repeated: perhaps they have not been told. */
  static List<String> toTell(Comment comment, String now) {
    boolean young = Instant.parse(comment.changedAt()).plus(REPEATED).isAfter(Instant.parse(now));
    return young ? comment.named() : List.of();
  }

  /** What whoever is mentioned is told: where, and what was said. */
  static String told(Comment comment, String thread, String document, String title) {
    // In front, where no Markdown of the comment can swallow it.
    return link(title, document + "?thread=" + thread) + "\n\n" + comment.text();
  }

  /** What whoever the text mentions is told: where, and what stands there. */
  static String toldOfText(String quote, String document, String title) {
    return link(title, document) + "\n\n> " + plain(quote.replaceAll("\\s+", " "));
  }

  private static String link(String title, String to) {
    return "[" + plain(title) + "](/dokumente/" + to + ")";
  }

  /** As Markdown that means nothing but these words. */
  private static String plain(String words) {
    return words.replaceAll("([\\\\\\[\\]*_`~<>&!])", "\\\\$1");
  }
}
