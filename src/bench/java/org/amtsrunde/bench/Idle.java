package org.amtsrunde.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.redis.RedisProcess;

/** Memory of a server per connection that says nothing: a fresh process for each round, before and after, garbage collected. */
final class Idle {
  private static final int CONNECTIONS = 5_000;
  private static final int WARM_CONNECTIONS = 200;
  private static final int SETTLE_MILLIS = 2_000;
  private static final int TIDY_MILLIS = 1_000;

  /** Bytes for each connection. */
  private record Each(double live, double resident) {}

  private Idle() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    var tight = Map.of("JDK_JAVA_OPTIONS", String.join(" ", Child.TIGHT));
    var port = new HashMap<>(tight);
    port.putAll(Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1"));
    try (var store = RedisProcess.start(folder.path().resolve("idle-socketio"))) {
      var path = store.url().substring("unix://".length());
      for (int i = 0; i < Table.ROUNDS; i++) {
        Each our;
        try (var ours =
            Child.start(
                Cpus.SERVER,
                folder.log("idle-node-" + i),
                folder.with(port, "idle-" + i),
                org.amtsrunde.BenchNode.class)) {
          our = round(ours, true, "/connection/websocket", "{\"id\":1,\"connect\":{\"token\":\"idle-%d\"}}");
        }
        try (var bare = Child.start(Cpus.SERVER, folder.log("idle-bare-" + i), tight, BareBroadcaster.class)) {
          var its = round(bare, true, "/read", "");
          add(table, "", "live heap each", our.live, its.live);
          add(table, "", "resident memory each", our.resident, its.resident);
        }
        try (var ws = Child.node(Cpus.SERVER, folder.log("idle-ws-" + i), "peers/ws.mjs")) {
          var its = round(ws, false, "/read", "");
          add(table, ", beside ws on Node", "resident memory each", our.resident, its.resident);
        }
        try (var socketIo = Child.node(Cpus.SERVER, folder.log("idle-socketio-" + i), "peers/socketio.mjs", path)) {
          var its = round(socketIo, false, "/socket.io/?EIO=4&transport=websocket&reads=1", "40");
          add(table, ", beside socket.io with Redis", "resident memory each", our.resident, its.resident);
        }
      }
    }
  }

  private static void add(Table table, String beside, String what, double our, double its) {
    var name = "idle connection, " + CONNECTIONS + " of them" + beside + ": " + what;
    table.add(name, "bytes", true, our);
    table.add(name, "bytes", false, its);
  }

  private static Each round(Child server, boolean jvm, String path, String hello)
      throws IOException, InterruptedException {
    int port = server.port();
    try (var warm = new Clients()) {
      warm.open(WARM_CONNECTIONS, port, path, hello::formatted);
    }
    long live = tidied(server, jvm);
    long resident = server.residentBytes();
    try (var clients = new Clients()) {
      clients.open(CONNECTIONS, port, path, hello::formatted);
      clients.idle(SETTLE_MILLIS);
      double each = (double) (tidied(server, jvm) - live) / CONNECTIONS;
      return new Each(each, (double) (server.residentBytes() - resident) / CONNECTIONS);
    }
  }

  /** Collects garbage and tells how many bytes live; 0 where only a JVM would tell. */
  private static long tidied(Child server, boolean jvm) throws IOException, InterruptedException {
    if (jvm) {
      return server.liveBytes();
    }
    server.tidy(TIDY_MILLIS);
    return 0;
  }
}
