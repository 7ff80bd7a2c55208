package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One of the packaged descriptions: its tree, and its schemas by the JSON pointer at which they stand. */
final class Description {
  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).failFast(false).build();
  private final ConcurrentHashMap<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  private Description(JsonNode root, JsonMetaSchema dialect) {
    this.root = root;
    var meta = JsonMetaSchema.builder(dialect).keyword(new NonValidationKeyword("components")).build();
    this.factory = JsonSchemaFactory.builder().metaSchema(meta).defaultMetaSchemaIri(meta.getIri()).build();
  }

  /** @param dialect of the schemas in it: 2020-12 for OpenAPI 3.1, draft 7 for AsyncAPI 3.0 */
  static Description load(String resource, JsonMetaSchema dialect) {
    try (var in = Description.class.getResourceAsStream(resource)) {
      return new Description(
          JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in)), dialect);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** The node itself, or what its {@code $ref} points at. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(root.at(node.get("$ref").textValue().substring(1))) : node;
  }

  boolean has(String pointer) {
    return !root.at(pointer).isMissingNode();
  }

  /** Throws with all that is wrong with the value. */
  void check(String pointer, JsonNode value) {
    var wrong = schemas.computeIfAbsent(pointer, this::schema).validate(value);
    if (!wrong.isEmpty()) {
      throw new AssertionError(value + " is not what " + pointer + " describes: " + wrong);
    }
  }

  private JsonSchema schema(String pointer) {
    var node = root.at(pointer);
    if (!node.isObject()) {
      throw new AssertionError("there is no schema at " + pointer);
    }
    // Its references point into the components of the whole description.
    ObjectNode alone = JSON.createObjectNode();
    alone.putObject("components").set("schemas", root.at("/components/schemas"));
    alone.putArray("allOf").add(node);
    return factory.getSchema(alone, config);
  }
}
