package org.amtsrunde.documents.threads;

import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/** A thread as JSON: for people, and with what only the store needs. */
final class ThreadJson {
  private static final int LONGEST = 64 * 1024;

  private ThreadJson() {}

  static byte[] shown(CommentThread thread) {
    return Json.object(out -> write(out, thread, false));
  }

  static byte[] shown(List<CommentThread> threads) {
    return Json.object(out -> out.objects("threads", threads, (each, thread) -> write(each, thread, false)));
  }

  static byte[] kept(CommentThread thread) {
    return Json.object(out -> write(out, thread, true));
  }

  private static void write(Json.Out out, CommentThread thread, boolean all) {
    out.put("id", thread.id());
    var anchor = thread.anchor();
    if (anchor == null) {
      out.putNull("anchor");
    } else {
      out.object("anchor", place -> place.put("from", anchor.from()).put("to", anchor.to()));
    }
    orNull(out, "quote", thread.quote());
    out.put("createdAt", thread.createdAt());
    orNull(out, "resolvedById", thread.resolvedById());
    orNull(out, "resolvedAt", thread.resolvedAt());
    out.objects("comments", thread.comments(), (each, comment) -> write(each, comment, all));
  }

  private static void write(Json.Out out, Comment comment, boolean all) {
    out.put("id", comment.id())
        .put("authorId", comment.authorId())
        .put("text", comment.text())
        .put("createdAt", comment.createdAt());
    orNull(out, "editedAt", comment.editedAt());
    out.put("deleted", comment.deleted());
    if (all) {
      out.put("fingerprint", comment.fingerprint()).strings("named", comment.named());
    }
  }

  private static void orNull(Json.Out out, String name, @Nullable String value) {
    if (value == null) {
      out.putNull(name);
    } else {
      out.put(name, value);
    }
  }

  static CommentThread read(byte[] kept) {
    var fields = Fields.parse(kept);
    var anchor = fields.objectOrNull("anchor");
    return new CommentThread(
        fields.text("id", 1, LONGEST),
        anchor == null ? null : new Anchor(anchor.text("from", 1, LONGEST), anchor.text("to", 1, LONGEST)),
        fields.textOrNull("quote", LONGEST),
        fields.text("createdAt", 1, LONGEST),
        fields.textOrNull("resolvedById", LONGEST),
        fields.textOrNull("resolvedAt", LONGEST),
        fields.objects("comments", ThreadRules.MOST_COMMENTS).stream().map(ThreadJson::comment).toList());
  }

  private static Comment comment(Fields fields) {
    return new Comment(
        fields.text("id", 1, LONGEST),
        fields.text("authorId", 1, LONGEST),
        fields.text("text", 0, LONGEST),
        fields.text("createdAt", 1, LONGEST),
        fields.textOrNull("editedAt", LONGEST),
        fields.flag("deleted"),
        fields.text("fingerprint", 1, LONGEST),
        fields.texts("named", ThreadRules.MOST_MENTIONS, LONGEST));
  }
}
