package org.amtsrunde.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.amtsrunde.Server;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node with the demo content: what open sockets see of rooms. */
class RoomSocketsTest {
  @TempDir static Path folder;
  static Server server;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    server =
        Server.start(
            SettingsLoader.load(
                null,
                Map.of(
                    "AMTSRUNDE_HTTP_PORT", "0",
                    "AMTSRUNDE_METRICS_PORT", "0",
                    "AMTSRUNDE_DRAIN_SECONDS", "1",
                    "AMTSRUNDE_DEMO", "true",
                    "AMTSRUNDE_DATA_DIR", folder.toString())));
  }

  @AfterAll
  static void stop() {
    server.close();
    HTTP.close();
  }

  /** A signed-in person with an open socket. */
  private static final class Person implements AutoCloseable {
    final String id;
    final String connected;
    private final String cookie;
    private final RawClient socket;
    private int command = 1;

    Person(String email) throws Exception {
      var signIn = request("/api/sign-in", "", "{\"email\":\"" + email + "\",\"password\":\"amtsrunde-demo\"}");
      cookie = signIn.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
      id = parse(signIn.body()).objectOrNull("person").id("id");
      var token = parse(request("/api/realtime/token", cookie, "{}").body()).text("token", 1, 200);
      socket = new RawClient(server.port());
      socket.send("{\"id\":1,\"connect\":{\"token\":\"" + token + "\"}}");
      connected = socket.awaitLine("\"id\":1,", "\"connect\"");
    }

    String rpc(String method, String data) {
      int mine = ++command;
      socket.send("{\"id\":" + mine + ",\"rpc\":{\"method\":\"" + method + "\",\"data\":" + data + "}}");
      return socket.awaitLine("{\"id\":" + mine + ",");
    }

    String me() throws Exception {
      var get = HttpRequest.newBuilder(address("/api/me")).header("Cookie", cookie).build();
      return Descriptions.checked("", HTTP.send(get, HttpResponse.BodyHandlers.ofString())).body();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static HttpResponse<String> request(String path, String cookie, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return Descriptions.checked(body, HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static Fields parse(String json) {
    return Fields.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Fields data(String reply) {
    return parse(reply).objectOrNull("rpc").objectOrNull("data");
  }

  @Test
  void openSocketsFollowTheMembership() throws Exception {
    try (var owner = new Person("t1@altwasser.example");
        var other = new Person("t2@birkenried.example")) {
      var params = "{\"cid\":\"c1\",\"name\":\"Freigaben\",\"personIds\":[\"" + other.id + "\"]}";
      var room = data(owner.rpc("room.create", params)).id("roomId");
      var channel = "\"channel\":\"room:" + room + "\"";
      other.socket.awaitLine("\"room.joined\"", room);
      other.socket.awaitLine(channel, "\"subscribe\"");

      var post = "{\"roomId\":\"" + room + "\",\"cid\":\"%s\",\"text\":\"%s\"}";
      var first = data(owner.rpc("room.post", post.formatted("p1", "kommt an"))).id("messageId");
      assertThat(other.socket.awaitLine(channel, "kommt an")).contains("\"message.posted\"", "\"offset\":3");
      var delete = "{\"roomId\":\"" + room + "\",\"cid\":\"d1\",\"messageId\":\"" + first + "\"}";
      owner.rpc("room.delete", delete);
      other.socket.awaitLine(channel, "\"message.deleted\"", first);

      owner.rpc("room.remove", "{\"roomId\":\"" + room + "\",\"personId\":\"" + other.id + "\"}");
      other.socket.awaitLine(channel, "\"unsubscribe\"");
      other.socket.awaitLine("\"room.left\"", room);
      owner.rpc("room.post", post.formatted("p2", "nicht mehr für dich"));
      owner.socket.awaitLine(channel, "nicht mehr für dich");
      assertThat(other.rpc("room.post", post.formatted("p3", "darf nicht"))).contains("\"code\":404");
      assertThat(other.rpc("room.open", "{\"roomId\":\"" + room + "\"}")).contains("\"code\":404");
      assertThat(other.rpc("room.list", "{}")).doesNotContain(room);
      assertThat(other.socket.lines()).noneMatch(line -> line.contains("nicht mehr für dich"));

      owner.rpc("room.invite", "{\"roomId\":\"" + room + "\",\"personIds\":[\"" + other.id + "\"]}");
      owner.rpc("room.post", post.formatted("p4", "wieder da"));
      other.socket.awaitLine(channel, "wieder da");
    }
  }

  @Test
  void theDemoRoundIsTheFirstOfItsKindAndFollowedFromTheStart() throws Exception {
    try (var person = new Person("t5@felsheim.example")) {
      var rooms = parse(person.me()).objects("rooms", 20);
      var round = rooms.stream().filter(room -> room.text("kind", 1, 10).equals("round")).findFirst().orElseThrow();
      assertThat(round.text("name", 1, 99)).isEqualTo("Runde Donaulohe");
      assertThat(round.number("unread", 0, 99)).isZero();
      assertThat(person.connected)
          .contains("\"person:" + person.id + "\"")
          .contains(rooms.stream().map(room -> "\"room:" + room.id("id") + "\"").toList());
      var opened = data(person.rpc("room.open", "{\"roomId\":\"" + round.id("id") + "\"}"));
      assertThat(opened.objects("members", 9).stream().map(member -> member.text("authority", 1, 99)))
          .contains("Stadt Felsheim")
          .hasSize(5);
    }
  }
}
