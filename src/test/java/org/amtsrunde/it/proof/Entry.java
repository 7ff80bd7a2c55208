package org.amtsrunde.it.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a room's log.
 *
 * @param key cid of the post or, as the last word of its text, of the edit; the person for joined and left
 * @param subject the message
 * @param data JSON, without space between its parts
 */
record Entry(long offset, Kind kind, String key, String subject, String author, List<String> mentions, String data) {
  /** What it says. */
  enum Kind {
    POSTED,
    EDITED,
    JOINED,
    LEFT,
    OTHER
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static Entry parse(long offset, String data) {
    var json = json(data);
    var message = json.path("message");
    var mentions = new ArrayList<String>();
    message.path("mentions").forEach(person -> mentions.add(person.asText()));
    var subject = message.path("id").asText();
    var author = message.path("authorId").asText();
    return switch (json.path("type").asText()) {
      case "message.posted" ->
          new Entry(offset, Kind.POSTED, message.path("cid").asText(), subject, author, mentions, data);
      case "message.edited" -> {
        var text = message.path("text").asText();
        yield new Entry(
            offset, Kind.EDITED, text.substring(text.lastIndexOf(' ') + 1), subject, author, mentions, data);
      }
      case "member.joined" -> new Entry(offset, Kind.JOINED, json.at("/member/id").asText(), "", "", List.of(), data);
      case "member.left" -> new Entry(offset, Kind.LEFT, json.path("personId").asText(), "", "", List.of(), data);
      default -> new Entry(offset, Kind.OTHER, "", "", "", List.of(), data);
    };
  }

  /** The same text for the same content, whatever space a codec leaves. */
  static String plain(String data) {
    return json(data).toString();
  }

  private static JsonNode json(String data) {
    try {
      return JSON.readTree(data);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isMessage() {
    return kind == Kind.POSTED || kind == Kind.EDITED;
  }
}
