package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A signed-in person on the real-time connection: calls methods and reads what comes. */
public final class Talker implements AutoCloseable {
  private final LineClient client;
  private final JsonNode connected;
  private int id = 1;

  private Talker(LineClient client, String data) {
    this.client = client.answerPings();
    this.connected = Descriptions.json(client.send("{\"id\":1,\"connect\":" + data + "}").awaitLine("{\"id\":1,"));
  }

  /** By the cookie of the sign-in. */
  public static Talker of(HttpTestClient person) {
    return new Talker(person.socket(), "{}");
  }

  /** By a token, from wherever. */
  public static Talker of(int port, String token) {
    return new Talker(new RawClient(port), "{\"token\":\"" + token + "\"}");
  }

  /** By the cookie, back after a while: asks for what was published in the channel after the position. */
  public static Talker back(HttpTestClient person, String channel, String epoch, long offset) {
    var since = "{\"recover\":true,\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
    return new Talker(person.socket(), "{\"subs\":{\"" + channel + "\":" + since + "}}");
  }

  /** The whole reply to the connect command. */
  public JsonNode connected() {
    return connected;
  }

  public LineClient raw() {
    return client;
  }

  /** The result; fails if it was refused. */
  public JsonNode call(String method, String params) {
    var reply = reply(method, params);
    if (!reply.has("rpc")) {
      throw new AssertionError(method + " " + params + " was refused: " + reply);
    }
    return reply.at("/rpc/data");
  }

  /** The code of the error; 0 if it was done. */
  public int refused(String method, String params) {
    return reply(method, params).at("/error/code").asInt();
  }

  /** The whole reply without its id, as it came. */
  public String answer(String method, String params) {
    return reply(method, params).toString().replaceFirst("\"id\":\\d+,", "");
  }

  /** Whoever writes faster than the server allows waits like a person would. */
  private JsonNode reply(String method, String params) {
    return Awaitility.await(method)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(30))
        .until(() -> once(method, params), reply -> reply.at("/error/code").asInt() != 429);
  }

  /** The whole reply, "too many" among them. */
  public JsonNode once(String method, String params) {
    return command("\"rpc\":{\"method\":\"" + method + "\",\"data\":" + params + "}");
  }

  /** @param body the command without its id, such as {@code "ping":{}} */
  public JsonNode command(String body) {
    id++;
    return Descriptions.json(client.send("{\"id\":" + id + "," + body + "}").awaitLine("{\"id\":" + id + ","));
  }

  /** All that was published in a channel so far, in the order in which it came. */
  public List<JsonNode> published(String channel) {
    return pushes("\"channel\":\"" + channel + "\",\"pub\"").map(push -> push.at("/push/pub")).toList();
  }

  /** Waits for a push that contains all of these. */
  public JsonNode awaitPush(String... parts) {
    var all = Stream.concat(Stream.of("{\"push\""), Stream.of(parts)).toArray(String[]::new);
    return Descriptions.json(client.awaitLine(all)).get("push");
  }

  private Stream<JsonNode> pushes(String part) {
    return client.lines().stream().filter(line -> line.contains(part)).map(Descriptions::json);
  }

  @Override
  public void close() {
    client.close();
  }
}
