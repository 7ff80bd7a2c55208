package org.amtsrunde.http;

import static org.amtsrunde.support.GuestVisit.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.Server;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.support.GuestVisit;
import org.amtsrunde.support.RedisExtension;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The round is on one node of a cluster, its guests on another. */
@Isolated
class GuestsOnTwoNodesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  @Test
  void whatTheRoundDoesOnOneNodeIsSoOnTheOther() throws Exception {
    int first = TestNode.freePort();
    int second = TestNode.freePort();
    var members = "127.0.0.1:" + first + ",127.0.0.1:" + second;
    try (var here = node(first, members);
        var there = node(second, members);
        var visit = new GuestVisit(here.port());
        var sent = visit.guest("Frau Eule");
        var stays = visit.guest("Herr Till")) {
      var socket = sent.connect(there.port());
      view(socket, "\"waiting\"");
      sent.letIn();
      view(socket, "\"state\":\"in\"");
      socket.call("call.join", visit.in("\"muted\":true,\"camera\":false"));
      assertThat(visit.anna.call("call.look", visit.in("")).has("call")).isTrue();
      sent.sendOut();
      assertThat(socket.raw().awaitClose()).isEqualTo(3503);
      visit.anna.awaitPush("\"call.state\"", "\"roomId\":\"" + visit.room + "\"");
      assertThat(visit.anna.call("call.look", visit.in("")).has("call")).isFalse();

      var other = stays.letIn().connect(there.port());
      view(other, "\"state\":\"in\"");
      visit.end();
      other.awaitPush("\"guest.over\"", "\"ended\"");
      assertThat(other.raw().awaitClose()).isEqualTo(3503);
    }
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
            "AMTSRUNDE_CLUSTER_NAME", "guests-" + ProcessHandle.current().pid()));
    environment.put("AMTSRUNDE_CLUSTER_PORT", String.valueOf(clusterPort));
    environment.put("AMTSRUNDE_CLUSTER_BUSPORT", String.valueOf(TestNode.freePort()));
    environment.put("AMTSRUNDE_CLUSTER_MEMBERS", members);
    environment.put("AMTSRUNDE_DEMO", "true");
    return Server.start(SettingsLoader.load(null, environment));
  }
}
