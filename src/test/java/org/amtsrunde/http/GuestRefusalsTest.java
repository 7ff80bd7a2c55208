package org.amtsrunde.http;

import static org.amtsrunde.support.GuestVisit.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.GuestVisit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A guest who was let in, at every door of the house: all that is not their one session is as if it were not there. */
class GuestRefusalsTest {
  @RegisterExtension static final Nodes NODE = new Nodes();

  /** All that guests have. Whatever is new in the house is refused to them until it is named here. */
  private static final Set<String> METHODS =
      Set.of(
          "session.time",
          "call.look",
          "call.join",
          "call.leave",
          "call.media",
          "call.change",
          "call.connect",
          "call.signal",
          "call.text",
          "call.ask",
          "call.consent");

  private static final Set<String> ENDPOINTS =
      Set.of("POST /api/guest", "GET /api/guest", "POST /api/guest/token", "POST /api/guest/leave");

  /** GuestsAtDocumentsTest knocks at these. */
  private static final Set<String> SOCKETS = Set.of("GET /documents/{id}", "GET /collaboration");

  private static GuestVisit visit;
  private static GuestVisit.Guest guest;
  private static Talker socket;
  private static String message;

  @BeforeAll
  static void letIn() {
    visit = new GuestVisit(NODE.port());
    guest = visit.guest("Frau Dr. Eulenspiegel").letIn();
    socket = guest.connect();
    view(socket, "\"state\":\"in\"");
    message =
        visit.anna.call("room.post", visit.in("\"cid\":\"first\",\"text\":\"Unter uns\"")).get("messageId").asText();
  }

  @AfterAll
  static void leave() {
    guest.close();
    visit.close();
  }

  @Test
  void everyMethodIsLikeOneThatIsNotThere() {
    var missing = socket.answer("room.fly", "{}");
    assertThat(missing).contains("\"code\":404");
    RoomRefusalsTest.RIGHT.forEach((method, params) -> {
      if (!METHODS.contains(method)) {
        var right = params.replace("ROOM", visit.room).replace("MESSAGE", message);
        assertThat(socket.answer(method, right)).as(method).isEqualTo(missing);
        assertThat(socket.answer(method, "{}")).as(method).isEqualTo(missing);
      }
    });
    assertThat(RoomRefusalsTest.RIGHT.keySet()).isEqualTo(Descriptions.methods()).containsAll(METHODS);
  }

  @Test
  void whatGuestsHaveIsForTheirRoomOnly() {
    var other =
        visit
            .anna
            .call("room.create", "{\"cid\":\"other\",\"name\":\"Bauhof\",\"personIds\":[\"demo-t2\"]}")
            .get("roomId")
            .asText();
    for (var method : METHODS) {
      var params = RoomRefusalsTest.RIGHT.get(method);
      if (params.contains("ROOM")) {
        assertThat(socket.answer(method, params.replace("ROOM", other)))
            .as(method)
            .contains("\"code\":404")
            .isEqualTo(socket.answer(method, params.replace("ROOM", "missing")));
      }
    }
    assertThat(socket.refused("session.time", "{}")).isZero();
    assertThat(socket.refused("call.look", visit.in(""))).isZero();
  }

  @Test
  void whatIsSentWithoutAnAnswerIsRefusedAsWell() {
    var params = visit.in("\"cid\":\"sent\",\"text\":\"Von einem Gast\"");
    socket.raw().send("{\"send\":{\"data\":{\"method\":\"room.post\",\"params\":" + params + "}}}");
    assertThat(socket.refused("session.time", "{}")).isZero();
    assertThat(visit.anna.call("room.history", visit.in("\"limit\":10")).toString()).doesNotContain("Von einem Gast");
  }

  @Test
  void aTokenRenewsTheConnectionOfItsGuestAndOfNobodyElse() {
    assertThat(refresh(socket, guest.token()).has("refresh")).isTrue();
    try (var browser = NODE.as("t1@altwasser.example")) {
      var token = browser.post("/api/realtime/token", "{}").json().get("token").asText();
      assertThat(refresh(socket, token).at("/error/code").asInt()).isEqualTo(109);
      assertThat(refresh(visit.anna, guest.token()).at("/error/code").asInt()).isEqualTo(109);
    }
  }

  private static JsonNode refresh(Talker who, String token) {
    return who.command("\"refresh\":{\"token\":\"" + token + "\"}");
  }

  @Test
  void thereIsNoChannel() {
    var namespaces = new TreeSet<String>();
    Descriptions.asyncapi()
        .at("/components/messages")
        .fieldNames()
        .forEachRemaining(name -> {
          if (name.startsWith("publication.")) {
            namespaces.add(name.split("\\.")[1]);
          }
        });
    assertThat(namespaces).contains("room", "person", "session");
    namespaces.add("document");
    for (var namespace : namespaces) {
      for (var name : List.of(visit.room, guest.id, "demo-t1", "missing")) {
        for (var kind : List.of("subscribe", "publish", "history", "presence", "presence_stats")) {
          var channel = namespace + ":" + name;
          var answer = socket.command("\"" + kind + "\":{\"channel\":\"" + channel + "\",\"data\":{}}");
          assertThat(answer.at("/error/code").asInt()).as(kind + " " + channel).isEqualTo(102);
        }
      }
    }
    assertThat(socket.connected().at("/connect/subs")).isEmpty();
  }

  @Test
  void nobodySeesThemAmongThePeople() {
    assertThat(visit.anna.call("people.find", "{\"query\":\"Eulenspiegel\"}").toString()).doesNotContain(guest.id);
    assertThat(visit.anna.call("people.get", "{\"ids\":[\"" + guest.id + "\"]}").toString())
        .doesNotContain("Eulenspiegel");
    assertThat(visit.anna.call("room.open", visit.in("")).toString()).doesNotContain(guest.id);
    visit.anna.call("presence.me", "{\"visible\":true}");
    var watched = visit.anna.call("presence.watch", "{\"people\":[\"" + guest.id + "\"]}");
    assertThat(watched.toString()).doesNotContain("free");
  }

  /** The cookie of the guest is shown everywhere here, which no browser does: it means nothing there. */
  @Test
  void everyEndpointAnswersAsToNobody() {
    try (var nobody = NODE.nobody()) {
      for (var endpoint : Descriptions.endpoints()) {
        if (ENDPOINTS.contains(endpoint) || SOCKETS.contains(endpoint)) {
          continue;
        }
        var parts = endpoint.split(" ");
        for (var id : List.of(visit.room, "missing")) {
          var path = parts[1].replaceAll("\\{\\w+}", id);
          var toGuest = answer(guest.browser, parts[0], path);
          assertThat(toGuest).as(endpoint).isEqualTo(answer(nobody, parts[0], path));
          assertThat(toGuest).as(endpoint).isEqualTo(answer(guest.browser, parts[0], path.replace(id, "missing")));
        }
      }
    }
    assertThat(Descriptions.endpoints()).containsAll(ENDPOINTS);
  }

  private static String answer(HttpTestClient client, String method, String path) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    var body = reads ? new byte[0] : "{}".getBytes(StandardCharsets.UTF_8);
    var answer = client.request(method, path, body);
    return answer.status() + " " + answer.text();
  }

  @Test
  void nobodyElseHasWhatGuestsHave() {
    try (var stranger = Talker.of(NODE.as("m1@altwasser.example"))) {
      for (var method : METHODS) {
        var params = RoomRefusalsTest.RIGHT.get(method);
        if (params.contains("ROOM")) {
          assertThat(stranger.refused(method, params.replace("ROOM", visit.room))).as(method).isEqualTo(404);
        }
      }
    }
  }
}
