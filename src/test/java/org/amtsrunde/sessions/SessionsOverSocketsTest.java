package org.amtsrunde.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Five people go through a whole session of the demo over real sockets; every frame that any of them gets is looked at. */
class SessionsOverSocketsTest {
  private static final List<String> FIVE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example");

  private static LocalNode node;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
  }

  private static final class Person implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    final String id;
    final String room;
    final RawClient socket;
    private int command = 1;

    Person(String email, String room) {
      var session = new Session(email, List.of(node.port()));
      this.id = session.personId();
      this.room = room;
      socket = new RawClient(node.port(), List.of("Cookie", session.cookie())).answerPings();
      socket.send("{\"id\":1,\"connect\":{\"token\":\"" + session.token() + "\"}}").awaitLine("\"id\":1,", "connect");
    }

    String reply(String method, String data) {
      int mine = ++command;
      var params = "{\"roomId\":\"" + room + "\"" + (data.isEmpty() ? "" : "," + data) + "}";
      socket.send("{\"id\":" + mine + ",\"rpc\":{\"method\":\"" + method + "\",\"data\":" + params + "}}");
      return socket.awaitLine("{\"id\":" + mine + ",");
    }

    JsonNode does(String method, String data) throws Exception {
      var answer = JSON.readTree(reply(method, data));
      assertThat(answer.has("error")).as(answer.toString()).isFalse();
      return answer.at("/rpc/data");
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private final Map<String, Person> people = new LinkedHashMap<>();

  private JsonNode session() throws Exception {
    return people.values().iterator().next().does("session.look", "").get("session");
  }

  private Person leader() throws Exception {
    return people.get(session().get("facilitator").asText());
  }

  private void next() throws Exception {
    leader().does("session.next", "\"step\":" + session().get("step"));
  }

  private String type() throws Exception {
    var session = session();
    return session.get("steps").get(session.get("step").asInt()).get("type").asText();
  }

  private void goTo(String type) throws Exception {
    while (!type().equals(type)) {
      next();
    }
  }

  @Test
  void aWholeSession() throws Exception {
    var round = new Session(FIVE.getFirst(), List.of(node.port())).roundRoom();
    try (var stranger = new Person("m1@altwasser.example", round)) {
      for (var email : FIVE) {
        var person = new Person(email, round);
        people.put(person.id, person);
        person.socket.send("{\"id\":900,\"subscribe\":{\"channel\":\"session:" + person.room + "\"}}");
        person.socket.awaitLine("\"id\":900,", "\"subscribe\"");
        person.does("session.meet", "");
      }
      var first = people.values().iterator().next();
      stranger.socket.send("{\"id\":900,\"subscribe\":{\"channel\":\"session:" + first.room + "\"}}");
      assertThat(stranger.socket.awaitLine("\"id\":900,")).contains("\"error\"");
      assertThat(stranger.reply("session.look", "")).contains("\"code\":404");
      assertThat(stranger.reply("session.join", "")).contains("\"code\":404");
      assertThat(stranger.reply("session.text", "\"step\":0,\"textId\":\"t\",\"text\":\"x\"")).contains("\"code\":404");

      first.does("session.begin", "");
      first.socket.awaitLine("\"session:" + first.room + "\"", "\"phase\":\"running\"");
      goTo("round");
      speakInTurn();
      goTo("write");
      writeAndVote();
      var talk = goToTalk();
      assertThat(talk.at("/turn/speaker").asText()).isEqualTo(first.id);
      goTo("commit");
      for (var person : people.values()) {
        person.does("session.commit", "\"text\":\"Zusage von " + person.id + "\"");
      }
      while (!Set.of("ended", "recapped").contains(session().get("phase").asText())) {
        next();
      }
      var told = first.socket.awaitLine("\"session:" + first.room + "\"", "\"phase\":\"recapped\"", "\"recap\"");
      var recap = Person.JSON.readTree(told).at("/push/pub/data/session/recap").asText();
      try (var http = HttpTestClient.of(node.port(), FIVE.get(1))) {
        var text = http.header("Accept", "text/plain").get("/api/documents/" + recap).text();
        assertThat(text).contains("Geheime Idee 0", "Zusage von " + first.id);
      }
    } finally {
      people.values().forEach(Person::close);
    }
  }

  private void speakInTurn() throws Exception {
    var spoke = new ArrayList<String>();
    int step = session().get("step").asInt();
    while (session().get("step").asInt() == step) {
      var turn = session().get("turn");
      var speaker = turn.get("speaker").asText();
      spoke.add(speaker);
      people.get(speaker).does("session.turn", "\"step\":" + step + ",\"turn\":" + turn.get("number"));
    }
    assertThat(spoke).as("everybody once").containsExactlyInAnyOrderElementsOf(people.keySet());
  }

  private void writeAndVote() throws Exception {
    int step = session().get("step").asInt();
    int i = 0;
    for (var person : people.values()) {
      person.does(
          "session.text", "\"step\":" + step + ",\"textId\":\"t" + i + "\",\"text\":\"Geheime Idee " + i++ + "\"");
      person.does("session.hand", "\"up\":true");
    }
    for (var person : people.values()) {
      assertThat(person.socket.lines()).as("before the reveal").noneMatch(line -> line.contains("Geheime Idee"));
    }
    next();
    for (var person : people.values()) {
      person.socket.awaitLine("\"session:", "Geheime Idee 0", "Geheime Idee 4");
    }
    goTo("vote");
    int vote = session().get("step").asInt();
    for (var person : people.values()) {
      person.does("session.vote", "\"step\":" + vote + ",\"votes\":[{\"card\":1,\"dots\":2}]");
    }
    assertThat(session().at("/boards/0/cards/0/dots").asInt()).as("before the vote has ended").isEqualTo(-1);
    next();
    assertThat(session().at("/boards/0/cards/0/dots").asInt()).isEqualTo(10);
  }

  private JsonNode goToTalk() throws Exception {
    // Every week has this one, and hands go up in it as in any open talk.
    goTo("brief");
    var first = people.values().iterator().next();
    first.does("session.hand", "\"up\":true");
    var session = session();
    leader().does("session.floor", "\"step\":" + session.get("step") + ",\"turn\":" + session.at("/turn/number"));
    return session();
  }
}
