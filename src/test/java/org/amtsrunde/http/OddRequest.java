package org.amtsrunde.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.support.Described;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.LocalNode;

/** A request to an endpoint, made up after its description, and then with up to two things in it that should not be. */
final class OddRequest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/json; charset=utf-16",
          "application/jsonx",
          "application/octet-stream",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "",
          "/",
          "x".repeat(3_000));
  private static final List<String> PLACES =
      List.of(
          "..",
          ".",
          "%2e%2e",
          "%2E%2e%2f%2e%2e",
          "%00",
          "%0d%0aX-A:%20b",
          "%",
          "%z",
          "%zz",
          "%c0%af",
          "%ff",
          "%ed%a0%80",
          "%F0%9F%99%82",
          "a%2fb",
          "a;b=c",
          "",
          "/",
          "__proto__",
          "*",
          "a\\b",
          "Gr\u00fc\u00dfe",
          "\u0001",
          "{id}",
          "x".repeat(65),
          "x".repeat(3_000),
          "x".repeat(17_000),
          "-1",
          "99999999999999999999",
          "null",
          "%25%32%65",
          "a|b",
          "a:b",
          "\"");
  private static final List<String> QUERIES =
      List.of(
          "%",
          "%zz",
          "a=%c3",
          "=",
          "&&&",
          "a=b&a=c",
          "a[]=1",
          "q=%00",
          "q=%ed%a0%80",
          "x=" + "y".repeat(5_000),
          "?",
          "#x",
          "q");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "{",
          "[]",
          "null",
          "7",
          "\"x\"",
          "{}{}",
          "{\"a\":NaN}",
          "{\"a\":1e999999}",
          "{\"a\":" + "9".repeat(2_000) + "}",
          "{'a':1}",
          "{\"a\":1,}",
          "/**/{}",
          "\uFEFF{}",
          "{\"a\":\"\t\"}",
          "{\"\":{}}",
          "[".repeat(30_000),
          "{\"a\":".repeat(900) + "1" + "}".repeat(900),
          "{\"a\":\"" + "x".repeat(60_000) + "\"}");
  private static final List<String> STRINGS =
      List.of(
          "\\ud800",
          "\\udc00a",
          "\\u0000",
          "\\u202e",
          "\\uffff",
          "\\ud83d\\ude42",
          "a\\u0300".repeat(50),
          "\\r\\n",
          "{{",
          "\\u2028");
  private static final List<String[]> HEADERS =
      List.of(
          new String[] {"Accept", "text/plain", "text/html;q=0.1", "*/*;q=x", ",,,", "text/" + "x".repeat(2_000), ";"},
          new String[] {"Accept-Encoding", "br", "gzip;q=0", "\u00e4", ",", "x".repeat(2_000)},
          new String[] {"If-None-Match", "*", "\"", "W/\"x\"", "\"" + "0".repeat(32) + "\"", "x".repeat(2_000)},
          new String[] {
            "Range",
            "bytes=0-",
            "bytes=-1",
            "bytes=9-1",
            "bytes=0-0,".repeat(200),
            "lines=1",
            "bytes=99999999999999999999-"
          },
          new String[] {
            "Origin", "https://evil.example", "null", "", "%%", LocalNode.ORIGIN, "http://[", "http://127.0.0.1:99999"
          },
          new String[] {"Sec-Fetch-Site", "cross-site", "same-origin", "none", "x"},
          new String[] {"X-Forwarded-For", "1.2.3.4", ",", "x".repeat(1_000)},
          new String[] {"Expect", "100-continue", "200-ok"},
          new String[] {"Upgrade", "websocket", "h2c", "websocket, x"},
          new String[] {"Connection", "Upgrade", "close", "keep-alive, Upgrade", "x"},
          new String[] {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "x", "%%%", ""},
          new String[] {"Sec-WebSocket-Version", "13", "12", "-1", "x"},
          new String[] {"Sec-WebSocket-Protocol", "centrifuge-protobuf", ",,", "a,".repeat(500)},
          new String[] {"Content-Encoding", "gzip", "br"},
          new String[] {"Host", "", "a b", "evil.example", "[::1", "x:99999", "\u00e4"},
          new String[] {"Content-Length", "-1", "x", "0", "1, 1"},
          new String[] {"Transfer-Encoding", "gzip", "chunked, x", "identity"},
          new String[] {"X-Odd", "\u0000", "\u00e4\u00f6", "a\rb", "x".repeat(20_000)});

  /** With these, or with an octet that must not be in any, a request is none by HTTP itself: what answers is the parser. */
  private static final List<String> FRAMING = List.of("Host", "Content-Length", "Transfer-Encoding", "X-Odd", "Expect");

  private static final int LARGE = 70_000;

  private final Random random;
  private final JsonNode operation;

  /** The method and path that are described. */
  final String endpoint;

  String method;
  String path;
  private String query = "";
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = new byte[0];
  private boolean chunked;

  /** Whether the path is that of the endpoint, and the request one of HTTP at all. */
  boolean addressed = true;

  /** Whether it has more bytes than any endpoint reads, so that the answer may come, and the end, before all are sent. */
  boolean large;

  OddRequest(Random random, Described described, String endpoint) {
    this.random = random;
    this.endpoint = endpoint;
    this.method = endpoint.substring(0, endpoint.indexOf(' '));
    var template = endpoint.substring(endpoint.indexOf(' ') + 1);
    var item = Descriptions.openapi().get("paths").get(template);
    this.operation = item.get(method.toLowerCase(Locale.ROOT));
    this.path = filled(described, template);
    headers.put("Host", "127.0.0.1");
    fillQuery(described);
    fillBody(described);
  }

  /** Who asks. */
  OddRequest cookie(String cookie) {
    if (!cookie.isEmpty()) {
      headers.put("Cookie", cookie);
    }
    return this;
  }

  private String filled(Described described, String template) {
    var parts = new ArrayList<String>();
    var before = "";
    for (var part : template.split("/")) {
      if (part.startsWith("{")) {
        var name = part.substring(1, part.indexOf('}'));
        var known =
            switch (name) {
              case "id" -> before.replaceAll("s$", "").replace("people", "person") + "Id";
              case "paper" -> random.nextBoolean() ? "=notes" : "=poster";
              case "number" -> "=" + random.nextInt(14);
              default -> name;
            };
        parts.add(
            (known.startsWith("=") ? known.substring(1) : described.id(known)) + part.substring(part.indexOf('}') + 1));
      } else {
        parts.add(part);
      }
      before = part;
    }
    return String.join("/", parts);
  }

  private void fillQuery(Described described) {
    var said = new ArrayList<String>();
    for (var parameter : operation.path("parameters")) {
      var name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("query") && random.nextInt(4) > 0) {
        var value = described.any(parameter.get("schema"));
        var text = value.isTextual() && value.asText().length() < 3_000 ? value.asText() : shortened(value.toString());
        said.add(name + "=" + java.net.URLEncoder.encode(text, UTF_8));
      }
    }
    query = String.join("&", said);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 3_000));
  }

  private void fillBody(Described described) {
    if (method.equals("GET") || method.equals("HEAD")) {
      return;
    }
    var wanted = operation.path("requestBody");
    if (wanted.has("$ref")) {
      wanted = Descriptions.openapi().at(wanted.get("$ref").textValue().substring(1));
    }
    var content = wanted.path("content");
    if (content.has("application/octet-stream") && (content.size() == 1 || random.nextInt(3) == 0)) {
      headers.put("Content-Type", "application/octet-stream");
      // An update of Yjs that says nothing, or anything at all.
      body = random.nextInt(3) == 0 ? new byte[] {0, 0} : bytes(random.nextInt(200));
    } else {
      headers.put("Content-Type", "application/json");
      var schema = content.at("/application~1json/schema");
      body = schema.isMissingNode() ? new byte[0] : described.any(schema).toString().getBytes(UTF_8);
    }
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Does one thing to it that should not be. */
  void spoil() {
    switch (random.nextInt(9)) {
      case 0 -> method = one(METHODS);
      case 1 -> headers.put("Content-Type", one(TYPES));
      case 2 -> spoilPath();
      case 3 ->
          query = query.isEmpty() || random.nextBoolean() ? one(QUERIES) : query + "&" + query + "&" + one(QUERIES);
      case 4, 5 -> spoilHeader();
      case 6 -> body = one(TEXTS).getBytes(UTF_8);
      case 7 -> spoilText();
      default -> spoilSize();
    }
  }

  private void spoilPath() {
    addressed = false;
    var parts = new ArrayList<>(List.of(path.split("/")));
    int at = 1 + random.nextInt(parts.size() - 1);
    switch (random.nextInt(4)) {
      case 0 -> parts.add(at, one(PLACES));
      case 1 -> parts.add(one(PLACES));
      default -> parts.set(at, one(PLACES));
    }
    path = String.join("/", parts);
  }

  private void spoilHeader() {
    var header = one(HEADERS);
    var name = header[0];
    headers.put(name, header[1 + random.nextInt(header.length - 1)]);
    addressed &= !FRAMING.contains(name);
    if (name.startsWith("Sec-WebSocket") || name.equals("Upgrade")) {
      // One of these is never alone in a handshake.
      headers.putIfAbsent("Upgrade", "websocket");
      headers.putIfAbsent("Connection", "Upgrade");
      headers.putIfAbsent("Sec-WebSocket-Version", "13");
      headers.putIfAbsent("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }
  }

  private void spoilText() {
    var text = new String(body, UTF_8);
    switch (random.nextInt(5)) {
      case 0 -> body = Arrays.copyOf(body, random.nextInt(body.length + 1));
      case 1 -> body = (text + text).getBytes(UTF_8);
      case 2 -> body = text.getBytes(random.nextBoolean() ? java.nio.charset.StandardCharsets.UTF_16BE : ISO_8859_1);
      case 3 -> body = text.replaceFirst(":\"", ":\"" + one(STRINGS).replace("\\", "\\\\")).getBytes(UTF_8);
      default -> {
        for (int i = random.nextInt(4); i >= 0 && body.length > 0; i--) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
      }
    }
  }

  private void spoilSize() {
    if (random.nextInt(3) == 0) {
      chunked = true;
    } else {
      int most = headers.getOrDefault("Content-Type", "").equals("application/octet-stream") ? 2_200_000 : LARGE;
      large = true;
      body = random.nextBoolean() ? bytes(most) : ("{\"a\":\"" + "x".repeat(most) + "\"}").getBytes(UTF_8);
    }
  }

  /** A text of its body, which was accepted. */
  String field(String name) {
    return Descriptions.json(new String(body, UTF_8)).path(name).asText();
  }

  /** As it goes over the line. */
  byte[] bytes() {
    var head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\n");
    var all = new LinkedHashMap<>(headers);
    if (chunked) {
      all.putIfAbsent("Transfer-Encoding", "chunked");
    } else if (body.length > 0 || !method.equals("GET")) {
      all.putIfAbsent("Content-Length", String.valueOf(body.length));
    }
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (chunked) {
      out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
      out.writeBytes(body.length == 0 ? new byte[0] : body);
      out.writeBytes((body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(ISO_8859_1));
    } else {
      out.writeBytes(body);
    }
    return out.toByteArray();
  }

  private String target() {
    return path + (query.isEmpty() ? "" : "?" + query);
  }

  @Override
  public String toString() {
    var text = new String(bytes(), UTF_8);
    return endpoint + ":\n" + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
  }
}
