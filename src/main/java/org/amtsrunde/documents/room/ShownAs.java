package org.amtsrunde.documents.room;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * The name under which somebody is shown to the others. Editors announce it themselves in the field {@code user} of their state, as an
 * object with a {@code name} or as a text; what a client says there is replaced by who has signed in, so that nobody writes under
 * the name of another. Everything else of the state stays as it came.
 */
final class ShownAs {
  private static final String USER = "user";
  private static final String NAME = "name";
  private static final String ID = "id";

  private final String person;
  private final String name;

  ShownAs(String person, String name) {
    this.person = person;
    this.name = name;
  }

  /**
   * A state of this person.
   *
   * @param json valid JSON, UTF-8
   * @return null if it is nested too deeply or says a name twice
   */
  byte @Nullable [] of(byte[] json) {
    var bytes = new ByteArrayOutputStream(json.length + 64);
    try (var in = Json.FACTORY.createParser(Json.text(json));
        var out = Json.FACTORY.createGenerator(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return json;
      }
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        var field = in.currentName();
        out.writeFieldName(field);
        in.nextToken();
        if (field.equals(USER)) {
          user(in, out);
        } else {
          out.copyCurrentStructure(in);
        }
      }
      out.writeEndObject();
    } catch (IOException e) {
      return null;
    }
    return bytes.toByteArray();
  }

  private void user(JsonParser in, JsonGenerator out) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      out.writeString(name);
      return;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      out.copyCurrentStructure(in);
      return;
    }
    out.writeStartObject();
    out.writeStringField(ID, person);
    out.writeStringField(NAME, name);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var field = in.currentName();
      in.nextToken();
      if (field.equals(ID) || field.equals(NAME)) {
        in.skipChildren();
      } else {
        out.writeFieldName(field);
        out.copyCurrentStructure(in);
      }
    }
    out.writeEndObject();
  }
}
