package org.amtsrunde.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.amtsrunde.support.TestNode;

/** A Redis Cluster of three primaries that share the slots. */
public final class RedisShards implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int COUNT = 3;

  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> busPorts = new ArrayList<>();
  private final RedisServers servers;

  private RedisShards(RedisServers servers) {
    this.servers = servers;
  }

  /** Returns when each of the three knows that all slots are served. */
  public static RedisShards start(Path folder) throws IOException {
    var shards = new RedisShards(new RedisServers(folder));
    for (int i = 0; i < COUNT; i++) {
      shards.ports.add(TestNode.freePort());
      shards.busPorts.add(TestNode.freePort());
      shards.start(i);
      int from = i * SLOTS / COUNT;
      int to = (i + 1) * SLOTS / COUNT - 1;
      shards.servers.ask(shards.ports.get(i), "CLUSTER ADDSLOTSRANGE " + from + " " + to);
    }
    for (int i = 1; i < COUNT; i++) {
      shards.servers.ask(
          shards.ports.getFirst(), "CLUSTER MEET 127.0.0.1 " + shards.ports.get(i) + " " + shards.busPorts.get(i));
    }
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() ->
            shards.ports.stream()
                .map(port -> shards.servers.ask(port, "CLUSTER INFO"))
                .allMatch(said -> said.contains("cluster_state:ok") && said.contains("cluster_known_nodes:" + COUNT)));
    return shards;
  }

  private void start(int which) throws IOException {
    int port = ports.get(which);
    var cluster = " --cluster-enabled yes --cluster-port " + busPorts.get(which) + " ";
    servers.start("shard" + which, port, "--bind 127.0.0.1 --port " + port + cluster + RedisServers.DURABLE);
  }

  /** What a node has to be told. */
  public Map<String, String> settings() {
    var urls = ports.stream().map(port -> "redis://127.0.0.1:" + port).collect(Collectors.joining(","));
    return Map.of("AMTSRUNDE_REDIS_URL", urls, "AMTSRUNDE_REDIS_MODE", "cluster");
  }

  /** kill -9 */
  public void kill(int which) {
    servers.kill("shard" + which);
  }

  /** It comes back from its append-only file. */
  public void startAgain(int which) throws IOException {
    start(which);
  }

  @Override
  public void close() {
    servers.close();
  }
}
