package org.amtsrunde.documents.yjs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON from and to the values of {@link Any}. */
final class JsonValues {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonValues() {}

  /** Null also for what is no JSON: a format or an embed of a stranger must not make a document unreadable. */
  static @Nullable Object parse(String text) {
    try (var in = JSON.createParser(text)) {
      in.nextToken();
      return value(in);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          var name = in.currentName();
          in.nextToken();
          map.put(name, value(in));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(in));
        }
        yield list;
      }
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> number(in.getDoubleValue(), in);
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case null, default -> null;
    };
  }

  private static Object number(double value, JsonParser in) throws IOException {
    return Math.abs(value) <= Lib0Reader.MAX_SAFE ? (Object) in.getLongValue() : (Object) value;
  }

  static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (var out = JSON.createGenerator(text)) {
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case Boolean flag -> out.writeBoolean(flag);
      case Long number -> out.writeNumber(number);
      case Integer number -> out.writeNumber(number);
      case Double number -> {
        if (Double.isFinite(number)) {
          out.writeNumber(number);
        } else {
          out.writeNull();
        }
      }
      case String text -> out.writeString(text);
      case List<?> list -> {
        out.writeStartArray();
        for (var element : list) {
          write(out, element);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
          if (!Any.isUndefined(entry.getValue())) {
            out.writeFieldName((String) entry.getKey());
            write(out, entry.getValue());
          }
        }
        out.writeEndObject();
      }
      case byte[] bytes -> {
        out.writeStartObject();
        for (int i = 0; i < bytes.length; i++) {
          out.writeNumberField(String.valueOf(i), bytes[i] & 0xff);
        }
        out.writeEndObject();
      }
      // A bigint is none in JSON; as a text it loses nothing.
      case java.math.BigInteger number -> out.writeString(number.toString());
      case null, default -> out.writeNull();
    }
  }
}
