package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.TestCluster;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The smallest cluster: members, bus, WebSocket, router and a store over a unix socket, started together. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster("two", 2, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static RawClient connected(TestNode node, String person) {
    var session = new Session(person, List.of(node.port()));
    var client = new RawClient(node.port(), List.of("Cookie", session.cookie()));
    client.send("{\"id\":1,\"connect\":{\"token\":\"" + session.token() + "\"}}").awaitLine("\"id\":1", "\"connect\"");
    return client;
  }

  @Test
  @Order(1)
  void aMessageGoesFromOneNodeToTheOther() {
    var room = new Session("t1@altwasser.example", cluster.portsFrom(0)).roundRoom();
    try (var writer = connected(cluster.node(0), "t1@altwasser.example");
        var reader = connected(cluster.node(1), "t2@birkenried.example")) {
      writer.send(
          "{\"id\":2,\"rpc\":{\"method\":\"room.post\",\"data\":{\"roomId\":\""
              + room
              + "\",\"cid\":\"two-1\",\"text\":\"von Knoten zu Knoten\"}}}");
      writer.awaitLine("\"id\":2", "\"messageId\"");
      reader.awaitLine("\"push\"", "room:" + room, "von Knoten zu Knoten");
      assertThat(cluster.node(1).figures())
          .as("it came by the bus")
          .containsPattern("amtsrunde_doorbells_lost_total\\{node=\"[^\"]+\"} 0\\.0");
    }
  }

  @Test
  @Order(2)
  void theSurvivorOfTwoStaysReadyAndShowsNoGhost() {
    var survivor = cluster.node(0);
    var ghost = new Session("t2@birkenried.example", cluster.portsFrom(1)).personId();
    try (var watcher = connected(survivor, "t1@altwasser.example").answerPings();
        var gone = connected(cluster.node(1), "t2@birkenried.example")) {
      gone.send("{\"id\":2,\"rpc\":{\"method\":\"presence.me\",\"data\":{\"visible\":true}}}").awaitLine("\"id\":2");
      watcher.send("{\"id\":2,\"rpc\":{\"method\":\"presence.me\",\"data\":{\"visible\":true}}}").awaitLine("\"id\":2");
      watcher
          .send("{\"id\":3,\"rpc\":{\"method\":\"presence.watch\",\"data\":{\"people\":[\"" + ghost + "\"]}}}")
          .awaitLine("\"id\":3");
      watcher.awaitLine("\"" + ghost + "\":{\"state\":\"free\"");
      cluster.node(1).kill();
      long killed = System.nanoTime();
      // Until the lease of the dead node has ended, it is asked and does not answer.
      await()
          .atMost(Duration.ofSeconds(30))
          .failFast("not ready", () -> survivor.ready() != 200)
          .until(() -> survivor.figures().matches("(?s).*\namtsrunde_nodes\\{[^}]*} 1\\.0.*"));
      // The grace of 30 s and 2 s are promised; one more for a busy machine.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> watcher.lines().stream().anyMatch(line -> line.contains("\"" + ghost + "\":null")));
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(33));
    }
    assertThat(survivor.ready()).isEqualTo(200);
  }
}
