package org.amtsrunde.messenger;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;

/**
 * A message with its place and what others said to it by a reaction.
 *
 * @param offset number of its post in the room's log
 * @param reactions who reacted how, in the order in which they did
 */
public record MessageView(Message message, long offset, Map<Reaction, List<String>> reactions) {
  private static final int MOST_PEOPLE = 100_000;

  void write(Json.Out out) {
    message.write(out);
    out.put("offset", offset);
    if (!reactions.isEmpty()) {
      out.object("reactions", inner -> reactions.forEach((reaction, people) -> inner.strings(reaction.word(), people)));
    }
  }

  /** The same place with the message as it became. */
  MessageView with(Message changed) {
    return new MessageView(changed, offset, reactions);
  }

  /** Reads the reactions from the store: an object of lists, or empty. */
  static Map<Reaction, List<String>> reactions(String json) {
    var reactions = new EnumMap<Reaction, List<String>>(Reaction.class);
    if (!json.isEmpty()) {
      var fields = Fields.parse(json.getBytes(StandardCharsets.UTF_8));
      for (var reaction : Reaction.values()) {
        if (fields.has(reaction.word())) {
          reactions.put(reaction, fields.ids(reaction.word(), 1, MOST_PEOPLE));
        }
      }
    }
    return reactions;
  }
}
