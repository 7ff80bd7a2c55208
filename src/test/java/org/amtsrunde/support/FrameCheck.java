package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

/**
 * Listens to one connection: every line of the server is what asyncapi.yaml describes, answers a command that was given, and
 * continues its channel without a gap; every command that was accepted is described, too.
 */
final class FrameCheck {
  /** Of the open engine of the tests: whatever is said there is no part of the product. */
  private static final Set<String> OPEN_METHODS = Set.of("echo", "tell");

  private static final String OPEN_MESSAGE = "told";

  private static final String OPEN_NAMESPACE = "test";

  private final Map<Long, JsonNode> commands = new ConcurrentHashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final List<AssertionError> wrong = new CopyOnWriteArrayList<>();

  /** Before it is sent. What is no JSON is no command. */
  void said(String frame) {
    try (MappingIterator<JsonNode> lines = Description.JSON.readerFor(JsonNode.class).readValues(frame)) {
      while (lines.hasNext()) {
        var command = lines.next();
        if (command.path("id").canConvertToLong()) {
          commands.put(command.get("id").longValue(), command);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Sent on purpose; the server says what it thinks of it.
    }
  }

  void heard(String line) {
    try {
      check(Descriptions.json(line));
    } catch (AssertionError e) {
      wrong.add(e);
    }
  }

  void ended(int code) {
    boolean known =
        code < 3000
            || StreamSupport.stream(Descriptions.asyncapi().get("x-close-codes").spliterator(), false)
                .anyMatch(close -> close.get("code").asInt() == code);
    if (!known) {
      wrong.add(new AssertionError("the close code " + code + " is not described"));
    }
  }

  /** Throws the first thing that was wrong. */
  void verify() {
    if (!wrong.isEmpty()) {
      throw wrong.get(0);
    }
  }

  private void check(JsonNode line) {
    if (line.isEmpty()) {
      Descriptions.checkMessage("ping", line);
    } else if (line.has("push")) {
      push(line, line.get("push"));
    } else {
      reply(line);
    }
  }

  private void reply(JsonNode reply) {
    var command = commands.remove(reply.path("id").asLong());
    if (command == null) {
      throw new AssertionError("nobody asked for " + reply);
    }
    var kind = kind(reply);
    if (kind.equals("error")) {
      Descriptions.checkMessage("reply.error", reply);
      return;
    }
    if (!kind.equals(kind(command))) {
      throw new AssertionError(command + " was answered by " + reply);
    }
    var method = command.path("rpc").path("method").asText();
    if (kind.equals("rpc")) {
      if (!OPEN_METHODS.contains(method)) {
        Descriptions.checkMessage("rpc." + method + ".result", reply);
        Descriptions.checkMessage("rpc." + method, command);
      }
      return;
    }
    Descriptions.checkMessage("reply." + kind, reply);
    Descriptions.checkMessage("command." + kind, command);
    var channel = command.path(kind).path("channel").asText();
    switch (kind) {
      case "connect" -> reply.at("/connect/subs").properties().forEach(sub -> subscribed(sub.getKey(), sub.getValue()));
      case "subscribe" -> subscribed(channel, reply.get("subscribe"));
      case "unsubscribe" -> offsets.remove(channel);
      case "history" -> reply.at("/history/publications").forEach(publication -> described(channel, publication));
      default -> {}
    }
  }

  private static String kind(JsonNode line) {
    for (var field : line.properties()) {
      if (!field.getKey().equals("id")) {
        return field.getKey();
      }
    }
    throw new AssertionError("neither reply nor push: " + line);
  }

  private void push(JsonNode line, JsonNode push) {
    var channel = push.path("channel").asText();
    if (push.has("message")) {
      var type = push.at("/message/data/type").asText();
      if (!type.equals(OPEN_MESSAGE)) {
        Descriptions.checkMessage("message." + type, line);
      }
    } else if (push.has("pub")) {
      follows(channel, push.get("pub"));
    } else {
      var kind = push.fieldNames();
      var first = kind.next();
      var name = first.equals("channel") ? kind.next() : first;
      Descriptions.checkMessage("push." + name, line);
      if (name.equals("subscribe")) {
        offsets.put(channel, push.at("/subscribe/offset").longValue());
      } else if (name.equals("unsubscribe")) {
        offsets.remove(channel);
      }
    }
  }

  private void subscribed(String channel, JsonNode subscribed) {
    long head = subscribed.get("offset").longValue();
    var missed = subscribed.path("publications");
    if (!missed.isEmpty()) {
      offsets.put(channel, missed.get(0).get("offset").longValue() - 1);
      missed.forEach(publication -> follows(channel, publication));
      if (offsets.get(channel) != head) {
        throw new AssertionError(channel + " was recovered to " + offsets.get(channel) + " instead of " + head);
      }
    }
    offsets.put(channel, head);
  }

  private void follows(String channel, JsonNode publication) {
    described(channel, publication);
    var before = offsets.get(channel);
    long offset = publication.get("offset").longValue();
    if (before == null || before + 1 != offset) {
      throw new AssertionError(publication + " of " + channel + " follows " + before);
    }
    offsets.put(channel, offset);
  }

  /** What is published in a channel is what is described for its namespace. */
  static void described(String channel, JsonNode publication) {
    var namespace = channel.replaceAll(":.*", "");
    var push = Description.JSON.createObjectNode();
    push.putObject("push").put("channel", channel).set("pub", publication);
    Descriptions.checkMessage(
        namespace.equals(OPEN_NAMESPACE)
            ? "push.pub"
            : "publication." + namespace + "." + publication.at("/data/type").asText(),
        push);
  }
}
