package org.amtsrunde.messenger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a person said, as it stands now.
 *
 * @param cid the client's id of the post
 * @param text plain Markdown; empty when deleted
 * @param at when it was posted, ISO 8601 UTC; for display only, never for order
 * @param replyTo id of the message it answers
 * @param mentions ids of other members who are mentioned
 * @param editedAt when it was last edited
 */
public record Message(
    String id,
    String roomId,
    String authorId,
    String cid,
    String text,
    String at,
    @Nullable String replyTo,
    List<String> mentions,
    @Nullable String editedAt,
    boolean deleted) {

  public Message {
    mentions = List.copyOf(mentions);
  }

  /** The same message with another text. */
  Message edited(String newText, List<String> newMentions, String when) {
    return new Message(id, roomId, authorId, cid, newText, at, replyTo, newMentions, when, false);
  }

  /** The placeholder that stays: nothing of the text. */
  Message placeholder() {
    return new Message(id, roomId, authorId, cid, "", at, replyTo, List.of(), editedAt, true);
  }

  void write(Json.Out out) {
    out.put("id", id)
        .put("roomId", roomId)
        .put("authorId", authorId)
        .put("cid", cid)
        .put("text", text)
        .put("at", at)
        .put("replyTo", replyTo)
        .put("editedAt", editedAt);
    if (!mentions.isEmpty()) {
      out.strings("mentions", mentions);
    }
    if (deleted) {
      out.put("deleted", true);
    }
  }

  byte[] json() {
    return Json.object(this::write);
  }

  /** Reads what {@link #json} wrote. */
  static Message parse(String json) {
    var fields = Fields.parse(json.getBytes(StandardCharsets.UTF_8));
    return new Message(
        fields.id("id"),
        fields.id("roomId"),
        fields.id("authorId"),
        fields.id("cid"),
        fields.text("text", 0, 2 * RoomRules.LONGEST_TEXT),
        fields.text("at", 1, 64),
        fields.idOrNull("replyTo"),
        fields.has("mentions") ? fields.ids("mentions", 0, RoomRules.MOST_MENTIONS) : List.of(),
        fields.textOrNull("editedAt", 64),
        fields.has("deleted"));
  }
}
