package org.amtsrunde.presence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/** All JSON of presence: to browsers, to the store and to other nodes. The only time in it is the end that a person chose. */
final class PresenceJson {
  private static final int LONGEST = 1_000;

  private PresenceJson() {}

  // To browsers

  static byte[] me(Choice choice, long wall) {
    return Json.object(out -> {
      out.put("visible", choice.visible());
      shown(out, choice.at(wall));
    });
  }

  static byte[] people(Map<String, Shown> people) {
    return Json.object(out -> people(out, people));
  }

  static byte[] push(Map<String, @Nullable Shown> people) {
    return Json.object(out -> {
      out.put("type", "presence");
      people(out, people);
    });
  }

  static byte[] typing(String roomId, String personId) {
    return Json.object(out -> out.put("type", "typing").put("roomId", roomId).put("personId", personId));
  }

  private static void people(Json.Out out, Map<String, ? extends @Nullable Shown> people) {
    out.object(
        "people",
        map ->
            people.forEach((person, shown) -> {
              if (shown == null) {
                map.putNull(person);
              } else {
                map.object(person, one -> shown(one, shown));
              }
            }));
  }

  private static void shown(Json.Out out, Shown shown) {
    out.put("state", shown.state().word());
    out.put("text", shown.text());
    out.put("until", shown.until() == 0 ? null : Instant.ofEpochMilli(shown.until()).toString());
  }

  // To the store and to other nodes

  static byte[] choice(Choice choice) {
    return Json.object(out -> choice(out, choice));
  }

  private static void choice(Json.Out out, Choice choice) {
    out.put("rank", choice.rank());
    out.put("visible", choice.visible());
    if (choice.visible()) {
      shown(out, new Shown(choice.state(), choice.text(), choice.until()));
    }
  }

  static Choice choice(byte[] json) {
    return choice(Fields.parse(json));
  }

  private static Choice choice(Fields fields) {
    var state = State.find(Objects.requireNonNullElse(fields.textOrNull("state", LONGEST), ""));
    var until = fields.textOrNull("until", LONGEST);
    return new Choice(
        fields.number("rank", 0, Long.MAX_VALUE),
        fields.flag("visible"),
        state == null ? State.FREE : state,
        fields.textOrNull("text", LONGEST),
        until == null ? 0 : Instant.parse(until).toEpochMilli());
  }

  static byte[] batch(Batch batch) {
    return Json.object(out -> {
      out.put("node", batch.node());
      out.put("from", batch.from());
      out.put("to", batch.to());
      out.object(
          "people",
          people ->
              batch
                  .changes()
                  .forEach((person, choice) -> {
                    if (choice == null) {
                      people.putNull(person);
                    } else {
                      people.object(person, one -> choice(one, choice));
                    }
                  }));
    });
  }

  static Batch batch(byte[] json) {
    var fields = Fields.parse(json);
    var changes = new HashMap<String, @Nullable Choice>();
    var people = fields.objectOrNull("people");
    if (people != null) {
      for (var person : people.names()) {
        var choice = people.objectOrNull(person);
        changes.put(person, choice == null ? null : choice(choice));
      }
    }
    return new Batch(
        fields.text("node", 1, LONGEST),
        fields.number("from", 0, Long.MAX_VALUE),
        fields.number("to", 0, Long.MAX_VALUE),
        changes);
  }
}
