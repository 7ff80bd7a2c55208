package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.Server;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.RedisExtension;
import org.amtsrunde.support.StreamClient;
import org.amtsrunde.support.TestNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A client hears one node and speaks to another. */
@Isolated
class StreamsOnTwoNodesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  @Test
  void whatIsSaidToOneNodeReachesTheStreamOfTheOther() throws Exception {
    int first = TestNode.freePort();
    int second = TestNode.freePort();
    var members = "127.0.0.1:" + first + ",127.0.0.1:" + second;
    try (var there = node(second, members);
        var anna = HttpTestClient.of(there.port(), "t1@altwasser.example");
        var bert = HttpTestClient.of(there.port(), "t2@birkenried.example")) {
      anna.origin(LocalNode.ORIGIN);
      bert.origin(LocalNode.ORIGIN);
      String session;
      String holder;
      try (var here = node(first, members);
          var client = connected(here.port(), anna)) {
        session = client.session();
        holder = client.node();
        client.sayTo(there.port());
        Awaitility.await("they know each other").until(() -> client.post("{}").join() == 204);
        for (int id = 2; id < 100; id++) {
          client.send(ping(id));
        }
        client.awaitLine("{\"id\":99,");
        assertThat(ids(client)).isSorted().endsWith(97, 98, 99).hasSize(99);
        assertThat(bert.post("/emulation", said(session, holder)).status()).isEqualTo(404);
        assertThat(anna.post("/emulation", said("0".repeat(52), holder)).status()).isEqualTo(404);
        assertThat(anna.post("/emulation", said(session, "0".repeat(20))).status()).isEqualTo(404);
      }
      Awaitility.await("its node is gone").until(() -> anna.post("/emulation", said(session, holder)).status() == 404);
    }
  }

  private static String ping(int id) {
    return "{\"id\":" + id + ",\"ping\":{}}";
  }

  private static List<Integer> ids(StreamClient client) {
    var ids = new ArrayList<Integer>();
    for (var line : client.lines()) {
      var id = Descriptions.json(line).path("id");
      if (id.isInt()) {
        ids.add(id.asInt());
      }
    }
    return ids;
  }

  private static String said(String session, String node) {
    return "{\"session\":\"" + session + "\",\"node\":\"" + node + "\",\"data\":\"{}\"}";
  }

  private static StreamClient connected(int port, HttpTestClient person) {
    return new StreamClient(
            port,
            StreamClient.Kind.HTTP_STREAM,
            List.of("Cookie", person.cookie(), "Origin", LocalNode.ORIGIN),
            "{\"id\":1,\"connect\":{}}")
        .connected();
  }

  private static Server node(int clusterPort, String members) throws Exception {
    var environment = new HashMap<String, String>();
    environment.putAll(
        Map.of(
            "AMTSRUNDE_HTTP_PORT", "0",
            "AMTSRUNDE_METRICS_PORT", "0",
            "AMTSRUNDE_DRAIN_SECONDS", "1",
            "AMTSRUNDE_REDIS_URL", REDIS.url(),
            "AMTSRUNDE_CLUSTER_ENABLED", "true",
            "AMTSRUNDE_CLUSTER_NAME", "streams-" + ProcessHandle.current().pid()));
    environment.put("AMTSRUNDE_CLUSTER_PORT", String.valueOf(clusterPort));
    environment.put("AMTSRUNDE_CLUSTER_BUSPORT", String.valueOf(TestNode.freePort()));
    environment.put("AMTSRUNDE_CLUSTER_MEMBERS", members);
    environment.put("AMTSRUNDE_DEMO", "true");
    return Server.start(SettingsLoader.load(null, environment));
  }
}
