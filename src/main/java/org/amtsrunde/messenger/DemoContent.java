package org.amtsrunde.messenger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What is said in the demo rooms: {@code demo-rooms.json}. Invented municipalities, invented people; people stand there by
 * the part of their mail address before the @, and {@code {t1}} in a text mentions that person.
 */
final class DemoContent {
  /**
   * One message.
   *
   * @param daysAgo working days before today
   * @param replyTo number of the message it answers in this room, from 1; 0 for none
   */
  record Line(
      String author, int daysAgo, String time, int replyTo, String text, Map<Reaction, List<String>> reactions) {}

  /**
   * One room.
   *
   * @param unread how many of the newest messages {@code t1} has not read; everybody else has read all
   */
  record Talk(
      String key,
      RoomKind kind,
      String name,
      @Nullable String owner,
      List<String> people,
      int unread,
      List<Line> lines) {}

  private DemoContent() {}

  static List<Talk> talks() {
    try (var in = DemoContent.class.getResourceAsStream("demo-rooms.json")) {
      if (in == null) {
        throw new IllegalStateException("demo-rooms.json is missing");
      }
      return Fields.parse(in.readAllBytes()).objects("rooms", 100).stream().map(DemoContent::talk).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Talk talk(Fields room) {
    return new Talk(
        room.id("key"),
        RoomKind.of(room.text("kind", 1, 20)),
        room.text("name", 0, RoomRules.LONGEST_NAME),
        room.idOrNull("owner"),
        room.ids("people", 2, 20),
        (int) room.number("unread", 0, 100),
        room.objects("messages", 100).stream().map(DemoContent::line).toList());
  }

  private static Line line(Fields message) {
    var reactions = new EnumMap<Reaction, List<String>>(Reaction.class);
    for (var reaction : Reaction.values()) {
      if (message.has(reaction.word())) {
        reactions.put(reaction, message.ids(reaction.word(), 1, 20));
      }
    }
    return new Line(
        message.id("by"),
        (int) message.number("workingDaysAgo", 1, 100),
        message.text("time", 5, 5),
        (int) message.numberOrEmpty("replyTo", 1, 100).orElse(0),
        message.text("text", 1, RoomRules.LONGEST_TEXT),
        reactions);
  }
}
