package org.amtsrunde.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.TestNode;

/** A primary, a replica that can be cut off from it, and a sentinel that watches both. */
public final class RedisTwins implements AutoCloseable {
  private final int primary = TestNode.freePort();
  private final int replica = TestNode.freePort();
  private final int sentinel = TestNode.freePort();
  private final RedisServers servers;

  private RedisTwins(RedisServers servers) {
    this.servers = servers;
  }

  /** Returns when the replica has everything and the sentinel knows it. */
  public static RedisTwins start(Path folder) throws IOException {
    var twins = new RedisTwins(new RedisServers(folder));
    twins.launch(folder);
    return twins;
  }

  private void launch(Path folder) throws IOException {
    var durable = "--bind 127.0.0.1 " + RedisServers.DURABLE;
    servers.start("primary", primary, "--port " + primary + " --repl-diskless-sync-delay 0 " + durable);
    servers.start("replica", replica, "--port " + replica + " --replicaof 127.0.0.1 " + primary + " " + durable);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> servers.ask(replica, "INFO replication").contains("master_link_status:up"));
    var conf = folder.resolve("sentinel.conf");
    Files.writeString(
        conf,
        """
        bind 127.0.0.1
        port %d
        sentinel monitor mymaster 127.0.0.1 %d 1
        sentinel down-after-milliseconds mymaster 500
        sentinel failover-timeout mymaster 3000
        """
            .formatted(sentinel, primary));
    servers.start("sentinel", sentinel, conf + " --sentinel");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> servers.ask(sentinel, "SENTINEL replicas mymaster").contains("127.0.0.1:" + replica));
  }

  /** What a node has to be told. */
  public Map<String, String> settings() {
    return Map.of("AMTSRUNDE_REDIS_URL", "redis://127.0.0.1:" + sentinel, "AMTSRUNDE_REDIS_MODE", "sentinel");
  }

  /** From now on the replica hears nothing of what the primary acknowledges; the sentinel would mend that after some seconds. */
  public void cutOff() {
    servers.ask(replica, "REPLICAOF 127.0.0.1 1");
  }

  /** kill -9; the sentinel lets the replica take over. */
  public void killPrimary() {
    servers.kill("primary");
  }

  @Override
  public void close() {
    servers.close();
  }
}
