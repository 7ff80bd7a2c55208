package org.amtsrunde.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.config.Settings;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.support.RedisExtension;
import org.amtsrunde.support.TestAuthority;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bus between nodes that prove themselves by certificates. The list of members has no authentication, so a stranger gets
 * into it; what people write he neither hears nor says.
 */
class BusTlsTest {
  private static final Set<String> ALL = Set.of("a", "b", "stranger");
  @TempDir Path folder;
  private final List<Vertx> machines = new ArrayList<>();
  private final Map<String, List<String>> heard =
      Map.of(
          "a",
          new CopyOnWriteArrayList<>(),
          "b",
          new CopyOnWriteArrayList<>(),
          "stranger",
          new CopyOnWriteArrayList<>());

  @AfterEach
  void stop() {
    machines.forEach(vertx -> RedisExtension.await(vertx.close()));
  }

  @Test
  void onlyNodesOfTheSameAuthorityTalk() throws Exception {
    var ours = new TestAuthority(folder, "ours");
    var theirs = new TestAuthority(folder, "theirs");
    var ports = List.of(TestNode.freePort(), TestNode.freePort(), TestNode.freePort());
    var a = bus("a", settings(ports, 0, ours.issue("a")));
    var b = bus("b", settings(ports, 1, ours.issue("b")));
    var stranger = bus("stranger", settings(ports, 2, theirs.issue("c")));

    await("the nodes have found each other")
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> {
          a.tellAll("word", bytes("a"));
          b.tellAll("word", bytes("b"));
          stranger.tellAll("word", bytes("stranger"));
          return heard.get("b").contains("a") && heard.get("a").contains("b");
        });
    await("nobody hears the stranger, and he hears nobody")
        .during(3, TimeUnit.SECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> {
          stranger.tellAll("word", bytes("stranger"));
          a.tellAll("word", bytes("a"));
          return heard.get("stranger").isEmpty()
              && !heard.get("a").contains("stranger")
              && !heard.get("b").contains("stranger");
        });
    assertThat(a.healthy()).isTrue();
  }

  private ClusterBus bus(String name, Settings.Cluster cluster) {
    var options = new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(HazelcastSetup.eventBus(cluster));
    var vertx =
        RedisExtension.await(
            Vertx.builder().with(options).withClusterManager(HazelcastSetup.manager(cluster)).buildClustered());
    machines.add(vertx);
    var bus = new ClusterBus(vertx, vertx.getOrCreateContext(), name, () -> ALL);
    bus.on("word", frame -> heard.get(name).add(new String(frame, StandardCharsets.UTF_8)));
    bus.on("greet", frame -> {});
    RedisExtension.await(bus.start());
    return bus;
  }

  private static Settings.Cluster settings(List<Integer> ports, int which, TestAuthority.Pem pem) throws Exception {
    var members = String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    return SettingsLoader.load(
            null,
            Map.of(
                "AMTSRUNDE_REDIS_URL", "unix:///not/used",
                "AMTSRUNDE_CLUSTER_ENABLED", "true",
                "AMTSRUNDE_CLUSTER_NAME", "tls",
                "AMTSRUNDE_CLUSTER_PORT", String.valueOf(ports.get(which)),
                "AMTSRUNDE_CLUSTER_BUS_PORT", String.valueOf(TestNode.freePort()),
                "AMTSRUNDE_CLUSTER_MEMBERS", members,
                "AMTSRUNDE_CLUSTER_TLS_KEY", pem.key(),
                "AMTSRUNDE_CLUSTER_TLS_CERTIFICATE", pem.certificate(),
                "AMTSRUNDE_CLUSTER_TLS_AUTHORITY", pem.authority()))
        .cluster();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
