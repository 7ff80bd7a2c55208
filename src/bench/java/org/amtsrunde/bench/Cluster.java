package org.amtsrunde.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.amtsrunde.redis.RedisProcess;

/** Nodes without capabilities over one store and one bus. Nothing is pinned: nodes, store and load share the processors. */
final class Cluster implements AutoCloseable {
  private final RedisProcess store;
  private final List<Child> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  private Cluster(RedisProcess store) {
    this.store = store;
  }

  static Cluster start(int count, Folder folder, String name) throws IOException {
    var cluster = new Cluster(RedisProcess.start(folder.path().resolve(name + "-store")));
    var members = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      members.add("127.0.0.1:" + ColdStart.freePort());
    }
    for (int i = 0; i < count; i++) {
      var environment = new HashMap<String, String>();
      environment.put("AMTSRUNDE_HTTP_PORT", "0");
      environment.put("AMTSRUNDE_METRICS_PORT", "0");
      environment.put("AMTSRUNDE_DRAIN_SECONDS", "1");
      environment.put("AMTSRUNDE_REDIS_URL", cluster.store.url());
      environment.put("AMTSRUNDE_CLUSTER_ENABLED", "true");
      environment.put("AMTSRUNDE_CLUSTER_PORT", members.get(i).substring(members.get(i).indexOf(':') + 1));
      environment.put("AMTSRUNDE_CLUSTER_BUS_PORT", String.valueOf(ColdStart.freePort()));
      environment.put("AMTSRUNDE_CLUSTER_MEMBERS", String.join(",", members));
      environment.put("AMTSRUNDE_CLUSTER_NAME", name + "-" + members.getFirst().replace(':', '-'));
      environment.put("AMTSRUNDE_NODE_NAME", name + "-" + i);
      var child = Child.start(Cpus.ANY, folder.log(name + "-node-" + i), environment, org.amtsrunde.BenchNode.class);
      cluster.nodes.add(child);
      cluster.ports.add(child.port());
      child.unheard();
    }
    return cluster;
  }

  int port(int node) {
    return ports.get(node);
  }

  /** As kill -9. */
  void kill(int node) {
    nodes.get(node).kill();
  }

  @Override
  public void close() {
    nodes.forEach(Child::close);
    store.close();
  }
}
