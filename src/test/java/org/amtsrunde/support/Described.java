package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes up parameters of RPC methods and bodies of requests from their schemas, as they should be, or with one thing in them that should
 * not. Keeps ids that it was told, so that what it makes up is about something that exists.
 */
public final class Described {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final int MOST_KNOWN = 500;
  private static final int DEEP = 20;
  private static final List<String> TEXTS =
      List.of("", " ", "a", "Grüße aus Birkenried", "\u0000", "🙂".repeat(40), "x".repeat(20_000), "__proto__");

  /** What an object is of which the id is told, by a field that no other has. */
  private static final Map<String, String> KINDS =
      Map.of(
          "kind", "roomId",
          "ownerId", "documentId",
          "writers", "versionId",
          "anchor", "threadId",
          "editedAt", "commentId",
          "options", "changeId",
          "email", "personId",
          "version", "programmeId",
          "description", "template");

  private final Random random;
  private final Description from;
  private final Map<String, List<String>> known = new HashMap<>();

  private Described(Random random, Description from) {
    this.random = random;
    this.from = from;
  }

  /** After asyncapi.yaml. */
  public static Described methods(Random random) {
    return new Described(random, Descriptions.socket());
  }

  /** After openapi.yaml. */
  public static Described endpoints(Random random) {
    return new Described(random, Descriptions.http());
  }

  /** All texts of an answer that may be ids are used from now on, most often where they are called the same. */
  public void learn(JsonNode answer) {
    learn("", answer);
  }

  private void learn(String name, JsonNode answer) {
    if (answer.isTextual() && answer.textValue().matches("[A-Za-z0-9_-]{4,64}")) {
      keep(name, answer);
      keep("", answer);
    } else if (answer.isObject()) {
      answer.properties().forEach(one -> learn(one.getKey(), one.getValue()));
      KINDS.forEach((field, kind) -> {
        if (answer.has(field) && answer.has("id")) {
          keep(kind, answer.get("id"));
        }
      });
    } else {
      answer.forEach(one -> learn(name, one));
    }
  }

  private void keep(String name, JsonNode id) {
    var all = known.computeIfAbsent(name, fresh -> new ArrayList<>());
    if (all.size() < MOST_KNOWN) {
      all.add(id.asText());
    } else {
      all.set(random.nextInt(MOST_KNOWN), id.asText());
    }
  }

  /** An id that was told under this name, such as {@code roomId}, or now and then another one. */
  public String id(String name) {
    var called = known.getOrDefault(name, List.of());
    var all = called.isEmpty() || random.nextInt(8) == 0 ? known.getOrDefault("", List.of("none")) : called;
    return all.get(random.nextInt(all.size()));
  }

  /** Parameters of a method. Right in about half of all cases. */
  public JsonNode params(String method) {
    return any(from.root().at("/components/messages/rpc." + method + "/payload/properties/rpc/properties/data"));
  }

  /** A value of a schema, or what points at one. Right in about half of all cases. */
  public JsonNode any(JsonNode schema) {
    var made = make("", schema);
    return random.nextBoolean() ? made : spoiled(made);
  }

  private JsonNode make(String name, JsonNode described) {
    var reference = described.path("$ref").asText();
    if (reference.endsWith("/Id")) {
      return MAKE.textNode(id(name));
    }
    var schema = from.resolve(described);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("examples") && random.nextInt(3) == 0) {
      return one(schema.get("examples")).deepCopy();
    }
    for (var choice : List.of("enum", "oneOf", "anyOf")) {
      if (schema.has(choice)) {
        var one = one(schema.get(choice));
        return choice.equals("enum") ? one : make(name, one);
      }
    }
    var type = schema.path("type");
    return switch (type.isArray() ? one(type).asText() : type.asText()) {
      case "object" -> object(schema);
      case "array" -> array(name, schema);
      case "integer", "number" -> MAKE.numberNode(number(schema));
      case "boolean" -> MAKE.booleanNode(random.nextBoolean());
      case "string" -> MAKE.textNode(text(schema));
      case "null" -> MAKE.nullNode();
      default -> MAKE.objectNode();
    };
  }

  private JsonNode one(JsonNode all) {
    return all.get(random.nextInt(all.size()));
  }

  private ObjectNode object(JsonNode schema) {
    var made = MAKE.objectNode();
    var required = schema.path("required").toString();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          if (required.contains("\"" + property.getKey() + "\"") || random.nextBoolean()) {
            made.set(property.getKey(), make(property.getKey(), property.getValue()));
          }
        });
    return made;
  }

  private ArrayNode array(String name, JsonNode schema) {
    var made = MAKE.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      made.add(make(name, schema.path("items")));
    }
    return made;
  }

  private long number(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = Math.min(schema.path("maximum").asLong(1000), least + 1_000_000);
    return least + random.nextLong(Math.max(1, most - least + 1));
  }

  private String text(JsonNode schema) {
    int longest = Math.min(schema.path("maxLength").asInt(20), 100);
    var text = new StringBuilder();
    for (int i = Math.max(schema.path("minLength").asInt(0), random.nextInt(longest + 1)); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** With one thing that should not be: of the wrong kind, missing, unknown, huge, deep. */
  private JsonNode spoiled(JsonNode right) {
    if (right instanceof ObjectNode object && !object.isEmpty() && random.nextInt(8) > 0) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      var name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.set("unbekannt", anything());
        default -> object.set(name, spoiled(object.get(name)));
      }
      return object;
    }
    if (right instanceof ArrayNode array && !array.isEmpty() && random.nextInt(4) > 0) {
      array.set(random.nextInt(array.size()), spoiled(array.get(0)));
      return array;
    }
    return anything();
  }

  private JsonNode anything() {
    List<Supplier<JsonNode>> all =
        List.of(
            MAKE::nullNode,
            MAKE::objectNode,
            MAKE::arrayNode,
            () -> MAKE.booleanNode(true),
            () -> MAKE.numberNode(-1),
            () -> MAKE.numberNode(0),
            () -> MAKE.numberNode(Long.MAX_VALUE),
            () -> MAKE.numberNode(BigInteger.TEN.pow(25)),
            () -> MAKE.numberNode(1.5e300),
            () -> MAKE.textNode(TEXTS.get(random.nextInt(TEXTS.size()))),
            this::many,
            this::deep);
    return all.get(random.nextInt(all.size())).get();
  }

  private JsonNode many() {
    var many = MAKE.arrayNode();
    for (int i = 0; i < 2_000; i++) {
      many.add(i % 2 == 0 ? MAKE.numberNode(i) : MAKE.textNode("a" + i));
    }
    return many;
  }

  private JsonNode deep() {
    JsonNode deep = MAKE.nullNode();
    for (int i = 0; i < DEEP; i++) {
      deep = random.nextBoolean() ? MAKE.arrayNode().add(deep) : MAKE.objectNode().set("a", deep);
    }
    return deep;
  }
}
