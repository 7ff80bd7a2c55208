package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A session over two nodes, of which one is killed in the middle of a turn. */
class SessionsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIVE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example");

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster("sessions", 2, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  /** Somebody on one node, with the session of their round open. */
  private static final class Person implements AutoCloseable {
    final String id;
    private final String room;
    private final RawClient socket;
    private int command = 2;

    Person(String email, int node) {
      var port = cluster.node(node).port();
      var session = new Session(email, List.of(port));
      id = session.personId();
      room = session.roundRoom();
      socket = new RawClient(port, List.of("Cookie", session.cookie())).answerPings();
      socket.send("{\"id\":1,\"connect\":{\"token\":\"" + session.token() + "\"}}").awaitLine("\"id\":1,", "connect");
      socket
          .send("{\"id\":2,\"subscribe\":{\"channel\":\"session:" + room + "\"}}")
          .awaitLine("\"id\":2,", "subscribe");
    }

    JsonNode does(String method, String more) throws Exception {
      int mine = ++command;
      var data = "{\"roomId\":\"" + room + "\"" + more + "}";
      socket.send("{\"id\":" + mine + ",\"rpc\":{\"method\":\"session." + method + "\",\"data\":" + data + "}}");
      var answer = JSON.readTree(socket.awaitLine("{\"id\":" + mine + ","));
      assertThat(answer.has("error")).as(answer.toString()).isFalse();
      return answer.at("/rpc/data");
    }

    JsonNode session() throws Exception {
      return does("look", "").get("session");
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void goesOnWhenANodeIsKilledInTheMiddleOfATurn() throws Exception {
    var staying = new ArrayList<Person>();
    var moving = new ArrayList<Person>();
    try {
      for (int i = 0; i < FIVE.size(); i++) {
        (i < 2 ? staying : moving).add(new Person(FIVE.get(i), i < 2 ? 0 : 1));
      }
      for (var person : both(staying, moving)) {
        person.does("meet", "");
      }
      var first = staying.getFirst();
      first.does("begin", "");
      first.does("hand", ",\"up\":true");
      var before = first.session();
      while (!type(before).equals("round")) {
        leader(both(staying, moving), before).does("next", ",\"step\":" + before.get("step"));
        before = first.session();
      }
      first.does("hand", ",\"up\":true");
      before = first.session();

      cluster.node(1).kill();
      long killed = System.nanoTime();
      moving.forEach(Person::close);
      moving.clear();
      for (var email : FIVE.subList(2, FIVE.size())) {
        moving.add(new Person(email, 0));
        moving.getLast().does("join", "");
      }
      // Whoever has come back puts a hand up, and those who stayed see it.
      moving.getLast().does("hand", ",\"up\":true");
      first.socket.awaitLine("\"hands\":[\"" + first.id + "\",\"" + moving.getLast().id + "\"]");
      var took = Duration.ofNanos(System.nanoTime() - killed);
      System.out.println("a session after the death of a node: goes on after " + took.toMillis() + " ms");
      assertThat(took).isLessThan(Duration.ofSeconds(5));

      var after = first.session();
      for (var same : List.of("step", "stepEnd", "turn", "endsAt", "facilitator")) {
        assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
      }
      assertThat(after.get("people")).allMatch(person -> person.get("here").asBoolean());
      var turn = after.get("turn");
      leader(both(staying, moving), after)
          .does("turn", ",\"step\":" + after.get("step") + ",\"turn\":" + turn.get("number"));
      assertThat(first.session().at("/turn/number").asInt()).isEqualTo(turn.get("number").asInt() + 1);
    } finally {
      both(staying, moving).forEach(Person::close);
    }
  }

  private static List<Person> both(List<Person> some, List<Person> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static String type(JsonNode session) {
    int step = session.get("step").asInt();
    return step < 0 ? "" : session.get("steps").get(step).get("type").asText();
  }

  private static Person leader(List<Person> people, JsonNode session) {
    var leader = session.get("facilitator").asText();
    return people.stream().filter(person -> person.id.equals(leader)).findFirst().orElseThrow();
  }
}
