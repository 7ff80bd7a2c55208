package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a browser shows of one room: a snapshot, changed by publications exactly as the protocol page says. */
final class RoomView {
  private final String me;
  private final ObjectNode room;
  private final Map<String, JsonNode> members = new TreeMap<>();
  private final Map<String, ObjectNode> messages = new LinkedHashMap<>();

  RoomView(String me, JsonNode snapshot) {
    this.me = me;
    this.room = snapshot.get("room").deepCopy();
    snapshot.get("members").forEach(member -> members.put(member.get("id").asText(), member));
    snapshot.get("messages").forEach(message -> messages.put(message.get("id").asText(), message.deepCopy()));
  }

  /** The same shape for a snapshot that nothing was applied to. */
  static String normal(JsonNode snapshot) {
    return new RoomView("", snapshot).json();
  }

  void apply(JsonNode publication) {
    long offset = publication.get("offset").asLong();
    if (offset <= room.get("offset").asLong()) {
      return;
    }
    assertThat(offset).isEqualTo(room.get("offset").asLong() + 1);
    room.put("offset", offset);
    var event = publication.get("data");
    switch (event.get("type").asText()) {
      case "message.posted" -> {
        ObjectNode message = event.get("message").deepCopy();
        messages.put(message.get("id").asText(), message.put("offset", offset));
        room.set("lastAt", message.get("at"));
      }
      case "message.edited" -> messages.replace(event.at("/message/id").asText(), event.get("message").deepCopy());
      case "message.deleted" -> {
        var message = messages.get(event.get("messageId").asText());
        message.remove(java.util.List.of("reactions", "mentions"));
        message.put("text", "").put("deleted", true);
      }
      case "message.reacted" -> react(messages.get(event.get("messageId").asText()), event);
      case "member.joined" -> members.put(event.at("/member/id").asText(), event.get("member"));
      case "member.left" -> members.remove(event.get("personId").asText());
      case "room.renamed" -> room.set("name", event.get("name"));
      default -> throw new AssertionError(event);
    }
    room.put("memberCount", members.size());
  }

  private static void react(ObjectNode message, JsonNode event) {
    var reactions = message.withObject("/reactions");
    var people = reactions.withArray("/" + event.get("reaction").asText());
    for (int i = people.size() - 1; i >= 0; i--) {
      if (people.get(i).equals(event.get("personId"))) {
        people.remove(i);
      }
    }
    if (event.get("on").asBoolean()) {
      people.add(event.get("personId"));
    }
    if (people.isEmpty()) {
      reactions.remove(event.get("reaction").asText());
    }
    if (reactions.isEmpty()) {
      message.remove("reactions");
    }
  }

  /** {@code read.moved}, and the counts that follow from it. */
  void read(long offset) {
    room.put("readOffset", Math.max(offset, room.get("readOffset").asLong()));
    long unread = messages.values().stream().filter(this::unread).count();
    long mentions =
        messages.values().stream()
            .filter(this::unread)
            .filter(message -> message.path("mentions").toString().contains("\"" + me + "\""))
            .count();
    room.put("unread", unread).put("mentions", mentions);
  }

  private boolean unread(JsonNode message) {
    return message.get("offset").asLong() > room.get("readOffset").asLong()
        && !message.get("authorId").asText().equals(me)
        && !message.has("deleted");
  }

  String json() {
    var all = room.objectNode();
    all.set("room", sorted(room));
    members.forEach(all::set);
    messages.values().stream()
        .skip(Math.max(0, messages.size() - 50))
        .forEach(message -> all.set(message.get("id").asText(), sorted(message)));
    return all.toPrettyString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    var names = new TreeMap<String, JsonNode>();
    node.properties().forEach(field -> names.put(field.getKey(), sorted(field.getValue())));
    ObjectNode copy = ((ObjectNode) node).objectNode();
    names.forEach(copy::set);
    return copy;
  }
}
