package org.amtsrunde.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonMetaSchema;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What openapi.yaml and asyncapi.yaml say, as they are packaged. Every check throws an AssertionError that names the place. */
public final class Descriptions {
  private static final Description HTTP = Description.load("/api/openapi.yaml", JsonMetaSchema.getV202012());
  private static final Description SOCKET = Description.load("/api/asyncapi.yaml", JsonMetaSchema.getV7());
  private static final Set<String> PAGE = Set.of("text/html", "text/javascript", "text/css", "image/svg+xml");

  private Descriptions() {}

  static Description socket() {
    return SOCKET;
  }

  static Description http() {
    return HTTP;
  }

  public static JsonNode openapi() {
    return HTTP.root();
  }

  public static JsonNode asyncapi() {
    return SOCKET.root();
  }

  /** Checks a command, or a line of a server, against the message of this name. */
  static void checkMessage(String name, JsonNode line) {
    SOCKET.check("/components/messages/" + name + "/payload", line);
  }

  /** {@code GET /api/me} and so on. */
  public static Set<String> endpoints() {
    var endpoints = new TreeSet<String>();
    HTTP.root()
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> {
                  if (!method.equals("parameters")) {
                    endpoints.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                  }
                }));
    return endpoints;
  }

  /** The RPC methods that have a call and a result. */
  public static Set<String> methods() {
    var called = new TreeSet<String>();
    var answered = new HashSet<String>();
    for (var message : SOCKET.root().at("/components/messages").properties()) {
      var name = message.getKey();
      if (name.startsWith("rpc.")) {
        boolean result = name.endsWith(".result");
        (result ? answered : called).add(name.substring(4, name.length() - (result ? ".result".length() : 0)));
      }
    }
    called.retainAll(answered);
    return called;
  }

  /** Holds an answer to its description, and what was asked if it was accepted. Gives the answer. */
  public static HttpResponse<String> checked(String sent, HttpResponse<String> answer) {
    var request = answer.request();
    var path = request.uri().getPath();
    checkAnswer(request.method(), path, answer.statusCode(), answer.headers(), answer.body().getBytes(UTF_8));
    if (answer.statusCode() < 300) {
      checkRequest(request.method(), path, sent.getBytes(UTF_8));
    }
    return answer;
  }

  /** What was sent and accepted must be what is described. */
  public static void checkRequest(String method, String path, byte[] body) {
    var operation = operation(method, path);
    if (operation != null && operation.has("requestBody")) {
      var described = HTTP.resolve(operation.get("requestBody"));
      if (!described.at("/content").has("application/octet-stream")) {
        HTTP.check(schemaOf(described, "application/json"), json(body));
      }
    }
  }

  /** Status, type, headers and body of an answer. Paths that are not described are pages of the client, or not found. */
  public static void checkAnswer(String method, String path, int status, HttpHeaders headers, byte[] body) {
    var type = headers.firstValue("Content-Type").map(t -> t.replaceAll(";.*", "")).orElse("");
    var operation = operation(method, path);
    var where = method + " " + path + " " + status + " " + type;
    if (operation == null) {
      if (path.startsWith("/api/")) {
        checkProblem(where, status, type, body);
      } else if (status == 200 && !PAGE.contains(type)) {
        throw new AssertionError(where + " is described nowhere");
      }
      return;
    }
    var answer = operation.path("responses").path(String.valueOf(status));
    if (answer.isMissingNode()) {
      throw new AssertionError(where + " is described nowhere: " + new String(body, UTF_8));
    }
    answer = HTTP.resolve(answer);
    for (var header : answer.path("headers").properties()) {
      checkHeader(where, header.getKey(), header.getValue(), headers);
    }
    if (!answer.has("content")) {
      if (body.length > 0) {
        throw new AssertionError(where + " has a body");
      }
    } else if (type.endsWith("json") && !type.endsWith("ndjson")) {
      HTTP.check(schemaOf(answer, type), json(body));
    } else if (!answer.get("content").has(type)) {
      throw new AssertionError(where + ": the type is described nowhere");
    }
  }

  private static void checkHeader(String where, String name, JsonNode described, HttpHeaders headers) {
    var value = headers.firstValue(name).orElseThrow(() -> new AssertionError(where + " lacks " + name));
    var schema = HTTP.resolve(described).get("schema");
    boolean number = schema.path("type").asText().equals("integer");
    HTTP.check(
        described.get("$ref").textValue().substring(1) + "/schema",
        number ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value));
  }

  /** A problem of any endpoint. */
  public static void checkProblem(String where, int status, String type, byte[] body) {
    if (!type.equals("application/problem+json")) {
      throw new AssertionError(where + " is no problem");
    }
    for (var response : HTTP.root().at("/components/responses")) {
      var pointer = response.at("/content/application~1problem+json/schema/$ref").asText();
      if (!pointer.isEmpty() && HTTP.root().at(pointer.substring(1)).at("/properties/status/const").asInt() == status) {
        HTTP.check(pointer.substring(1), json(body));
        return;
      }
    }
    throw new AssertionError(where + " is a problem of no described status");
  }

  private static String schemaOf(JsonNode body, String type) {
    var schema = body.path("content").path(type).path("schema").path("$ref").asText();
    if (schema.isEmpty()) {
      throw new AssertionError("the type " + type + " is not described: " + body);
    }
    return schema.substring(1);
  }

  private static JsonNode operation(String method, String path) {
    for (var described : HTTP.root().get("paths").properties()) {
      if (path.matches(described.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
        return described.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
      }
    }
    return null;
  }

  static JsonNode json(byte[] body) {
    try {
      return Description.JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + new String(body, UTF_8), e);
    }
  }

  /** The line as a tree. */
  public static JsonNode json(String line) {
    try {
      return Description.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
