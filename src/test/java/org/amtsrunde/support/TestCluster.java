package org.amtsrunde.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.redis.RedisProcess;

/** Several nodes with the demo content on 127.0.0.1 and one store over a unix socket. */
public final class TestCluster implements AutoCloseable {
  private static final String STORE = "AMTSRUNDE_REDIS_URL";

  private final Path folder;
  private final RedisProcess redis;
  private final List<TestNode> nodes = new ArrayList<>();

  /**
   * Starts all and returns when every node is ready.
   *
   * @param settings of each node; if they name a store, it is that one
   */
  public TestCluster(String name, int size, Map<String, String> settings) throws IOException {
    folder = Files.createTempDirectory("amtsrunde-cluster");
    redis = settings.containsKey(STORE) ? null : RedisProcess.start(folder);
    var ports = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      ports.add(String.valueOf(TestNode.freePort()));
    }
    var members = String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    for (int i = 0; i < size; i++) {
      var all = new HashMap<String, String>();
      if (redis != null) {
        all.put(STORE, redis.url());
      }
      all.put("AMTSRUNDE_CLUSTER_ENABLED", "true");
      all.put("AMTSRUNDE_CLUSTER_PORT", ports.get(i));
      all.put("AMTSRUNDE_CLUSTER_BUS_PORT", String.valueOf(TestNode.freePort()));
      all.put("AMTSRUNDE_CLUSTER_MEMBERS", members);
      all.put("AMTSRUNDE_CLUSTER_NAME", name);
      all.put("AMTSRUNDE_DEMO", "true");
      all.putAll(settings);
      nodes.add(new TestNode(name + "-" + i, all).freshLog().start());
    }
    nodes.forEach(TestNode::awaitReady);
  }

  public TestNode node(int index) {
    return nodes.get(index);
  }

  public List<TestNode> nodes() {
    return nodes;
  }

  /** The store; null if it is somebody else's. */
  public RedisProcess redis() {
    return redis;
  }

  /** What the store has written. */
  public StoreFile storeFile() {
    return new StoreFile(folder, redis);
  }

  /** The ports that are served, beginning with that of the node of this number. */
  public List<Integer> portsFrom(int first) {
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      ports.add(nodes.get((first + i) % nodes.size()).port());
    }
    return ports;
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(TestNode::close);
    if (redis != null) {
      redis.close();
    }
    delete(folder);
  }

  /** Removes a folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
