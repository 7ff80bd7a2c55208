package org.amtsrunde.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.TestNode;

/** A primary, a replica that can be cut off from it, and a sentinel that watches both. */
public final class RedisTwins implements AutoCloseable {
  private static final String DURABLE = "--appendonly yes --appendfsync always --stream-node-max-entries 1 --save ''";

  private final List<Process> all = new ArrayList<>();
  private final int primary = TestNode.freePort();
  private final int replica = TestNode.freePort();
  private final int sentinel = TestNode.freePort();
  private final Path folder;
  private final String binary;

  private RedisTwins(Path folder) throws IOException {
    this.folder = folder;
    this.binary = RedisBinary.find(folder.resolve("bin")).path().toString();
  }

  /** Returns when the replica has everything and the sentinel knows it. */
  public static RedisTwins start(Path folder) throws IOException {
    var twins = new RedisTwins(folder);
    twins.launch("primary", "--port " + twins.primary + " --repl-diskless-sync-delay 0 " + DURABLE);
    await().atMost(20, TimeUnit.SECONDS).until(() -> twins.ask(twins.primary, "PING").contains("PONG"));
    twins.launch("replica", "--port " + twins.replica + " --replicaof 127.0.0.1 " + twins.primary + " " + DURABLE);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> twins.ask(twins.replica, "INFO replication").contains("master_link_status:up"));
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
            .formatted(twins.sentinel, twins.primary));
    twins.launch("sentinel", conf + " --sentinel");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> twins.ask(twins.sentinel, "SENTINEL replicas mymaster").contains("127.0.0.1:" + twins.replica));
    return twins;
  }

  private void launch(String name, String words) throws IOException {
    var home = Files.createDirectories(folder.resolve(name));
    var command = "exec " + binary + (name.equals("sentinel") ? " " + words : " --bind 127.0.0.1 " + words);
    all.add(
        new ProcessBuilder("sh", "-c", command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start());
  }

  private String ask(int port, String words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new byte[8192];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** What a node has to be told. */
  public Map<String, String> settings() {
    return Map.of("AMTSRUNDE_REDIS_URL", "redis://127.0.0.1:" + sentinel, "AMTSRUNDE_REDIS_MODE", "sentinel");
  }

  /** From now on the replica hears nothing of what the primary acknowledges; the sentinel would mend that after some seconds. */
  public void cutOff() {
    ask(replica, "REPLICAOF 127.0.0.1 1");
  }

  /** kill -9; the sentinel lets the replica take over. */
  public void killPrimary() {
    all.getFirst().destroyForcibly();
  }

  @Override
  public void close() {
    all.forEach(Process::destroyForcibly);
  }
}
