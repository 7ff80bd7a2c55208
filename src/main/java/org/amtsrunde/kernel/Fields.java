package org.amtsrunde.kernel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object from outside, read with types and limits. Every wrong field is a {@link Refusal} that names
 * it; unknown fields are ignored, as the protocol promises.
 */
public final class Fields {
  private final Map<String, @Nullable Object> values;

  private Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** Reads one object and nothing after it. */
  public static Fields parse(byte[] json) {
    try (var parser = Json.FACTORY.createParser(Json.text(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.invalid("a JSON object is expected");
      }
      var fields = new Fields(object(parser));
      if (parser.nextToken() != null) {
        throw Refusal.invalid("one JSON object is expected and nothing after it");
      }
      return fields;
    } catch (IOException e) {
      throw Refusal.invalid("malformed JSON");
    }
  }

  public static Fields empty() {
    return new Fields(Map.of());
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    var map = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Fields(object(parser));
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> null;
    };
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** A required text of {@code min} to {@code max} UTF-16 units. */
  public String text(String name, int min, int max) {
    var text = textOrNull(name, max);
    if (text == null || text.length() < min) {
      throw Refusal.invalid(name + " must be a text of " + min + " to " + max + " characters");
    }
    return text;
  }

  /** An optional text of at most {@code max} UTF-16 units. */
  public @Nullable String textOrNull(String name, int max) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw Refusal.invalid(name + " must be a text");
    }
    if (text.length() > max) {
      throw Refusal.tooLarge(name + " must not have more than " + max + " characters");
    }
    return text;
  }

  /** A required id: 1 to 64 characters of {@code A-Za-z0-9_-}. */
  public String id(String name) {
    var text = idOrNull(name);
    if (text == null) {
      throw Refusal.invalid(name + " is missing");
    }
    return text;
  }

  public @Nullable String idOrNull(String name) {
    var text = textOrNull(name, 64);
    if (text != null && !isId(text)) {
      throw Refusal.invalid(name + " must have 1 to 64 characters of A-Z, a-z, 0-9, _ and -");
    }
    return text;
  }

  /** A required list of {@code min} to {@code max} ids. */
  public List<String> ids(String name, int min, int max) {
    if (!(values.get(name) instanceof List<?> list) || list.size() < min || list.size() > max) {
      throw Refusal.invalid(name + " must be a list of " + min + " to " + max + " ids");
    }
    var ids = new ArrayList<String>(list.size());
    for (var item : list) {
      if (!(item instanceof String id) || !isId(id)) {
        throw Refusal.invalid(name + " must be a list of ids");
      }
      ids.add(id);
    }
    return ids;
  }

  /** An optional list of objects, at most {@code max}; empty where it is missing. */
  public List<Fields> objects(String name, int max) {
    var value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || list.size() > max) {
      throw Refusal.invalid(name + " must be a list of at most " + max + " objects");
    }
    var objects = new ArrayList<Fields>(list.size());
    for (var item : list) {
      if (!(item instanceof Fields fields)) {
        throw Refusal.invalid(name + " must be a list of objects");
      }
      objects.add(fields);
    }
    return objects;
  }

  /** A required list of texts. */
  public List<String> texts(String name, int maxCount, int maxLength) {
    if (!(values.get(name) instanceof List<?> list) || list.size() > maxCount) {
      throw Refusal.invalid(name + " must be a list of at most " + maxCount + " texts");
    }
    var texts = new ArrayList<String>(list.size());
    for (var item : list) {
      if (!(item instanceof String text) || text.length() > maxLength) {
        throw Refusal.invalid(name + " must be a list of texts of at most " + maxLength + " characters");
      }
      texts.add(text);
    }
    return texts;
  }

  public @Nullable Fields objectOrNull(String name) {
    var value = values.get(name);
    if (value != null && !(value instanceof Fields)) {
      throw Refusal.invalid(name + " must be an object");
    }
    return (Fields) value;
  }

  /** A required whole number within the limits. */
  public long number(String name, long min, long max) {
    var value = numberOrEmpty(name, min, max);
    return value.orElseThrow(() -> Refusal.invalid(name + " must be a number from " + min + " to " + max));
  }

  public OptionalLong numberOrEmpty(String name, long min, long max) {
    var value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!(value instanceof Long number) || number < min || number > max) {
      throw Refusal.invalid(name + " must be a whole number from " + min + " to " + max);
    }
    return OptionalLong.of(number);
  }

  /** A required list of whole numbers within the limits. */
  public List<Long> numbers(String name, int maxCount, long min, long max) {
    if (!(values.get(name) instanceof List<?> list) || list.size() > maxCount) {
      throw Refusal.invalid(name + " must be a list of at most " + maxCount + " numbers");
    }
    var numbers = new ArrayList<Long>(list.size());
    for (var item : list) {
      if (!(item instanceof Long number) || number < min || number > max) {
        throw Refusal.invalid(name + " must be a list of whole numbers from " + min + " to " + max);
      }
      numbers.add(number);
    }
    return numbers;
  }

  public boolean flag(String name) {
    if (!(values.get(name) instanceof Boolean flag)) {
      throw Refusal.invalid(name + " must be true or false");
    }
    return flag;
  }

  private static boolean isId(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ok = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
      if (!ok) {
        return false;
      }
    }
    return true;
  }
}
