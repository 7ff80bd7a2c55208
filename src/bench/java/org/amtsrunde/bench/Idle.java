package org.amtsrunde.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Memory of a server per connection that says nothing: a fresh process for each round, before and after, garbage collected. */
final class Idle {
  private static final int CONNECTIONS = 5_000;
  private static final int WARM_CONNECTIONS = 200;
  private static final int SETTLE_MILLIS = 2_000;

  private Idle() {}

  static void measure(Table table, Folder folder) throws IOException {
    var tight = Map.of("JDK_JAVA_OPTIONS", String.join(" ", Child.TIGHT));
    var port = new HashMap<>(tight);
    port.putAll(Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1"));
    for (int i = 0; i < Table.ROUNDS; i++) {
      try (var ours =
          Child.start(
              Cpus.SERVER,
              folder.log("idle-node-" + i),
              folder.with(port, "idle-" + i),
              org.amtsrunde.BenchNode.class)) {
        round(table, true, ours, "/connection/websocket", "{\"id\":1,\"connect\":{\"token\":\"idle-%d\"}}");
      }
      try (var bare = Child.start(Cpus.SERVER, folder.log("idle-bare-" + i), tight, BareBroadcaster.class)) {
        round(table, false, bare, "/read", "");
      }
    }
  }

  private static void round(Table table, boolean ours, Child server, String path, String hello) throws IOException {
    int port = server.port();
    try (var warm = new Clients()) {
      warm.open(WARM_CONNECTIONS, port, path, hello::formatted);
    }
    long live = server.liveBytes();
    long resident = server.residentBytes();
    try (var clients = new Clients()) {
      clients.open(CONNECTIONS, port, path, hello::formatted);
      clients.idle(SETTLE_MILLIS);
      var name = "idle connection, " + CONNECTIONS + " of them: ";
      table.add(name + "live heap each", "bytes", ours, (double) (server.liveBytes() - live) / CONNECTIONS);
      table.add(
          name + "resident memory each", "bytes", ours, (double) (server.residentBytes() - resident) / CONNECTIONS);
    }
  }
}
