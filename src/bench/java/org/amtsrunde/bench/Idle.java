package org.amtsrunde.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.BenchNode;
import org.amtsrunde.redis.RedisProcess;

/** Memory of a server per connection that says nothing: a fresh process for each round, before and after, garbage collected. */
final class Idle {
  private static final int CONNECTIONS = 5_000;
  private static final int WARM_CONNECTIONS = 200;
  private static final int SETTLE_MILLIS = 2_000;
  private static final int TIDY_MILLIS = 1_000;

  /** Opens so many clients, numbered from 0, that say nothing from then on. */
  private interface Opening {
    void open(Clients clients, int count, int port) throws IOException;
  }

  /** Bytes for each connection; {@code live} is 0 where there is no JVM to tell. */
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
            Child.start(Cpus.SERVER, folder.log("idle-node-" + i), folder.with(port, "idle-" + i), BenchNode.class)) {
          our = jvm(ours, saying("/connection/websocket", "{\"id\":1,\"connect\":{\"token\":\"idle-%d\"}}"));
        }
        try (var bare = Child.start(Cpus.SERVER, folder.log("idle-bare-" + i), tight, BareBroadcaster.class)) {
          add(table, "", our, jvm(bare, saying("/read", "")));
        }
        try (var cometd = Child.start(Cpus.SERVER, folder.log("idle-cometd-" + i), tight, CometdBroadcaster.class)) {
          add(table, ", beside CometD", our, jvm(cometd, Idle::subscribed));
        }
        try (var ws = Child.node(Cpus.SERVER, folder.log("idle-ws-" + i), "peers/ws.mjs")) {
          add(table, ", beside ws on Node", our, node(ws, saying("/read", "")));
        }
        try (var io = Child.node(Cpus.SERVER, folder.log("idle-socketio-" + i), "peers/socketio.mjs", path)) {
          var opening = saying("/socket.io/?EIO=4&transport=websocket&reads=1", "40");
          add(table, ", beside socket.io with Redis", our, node(io, opening));
        }
      }
    }
  }

  private static Opening saying(String path, String hello) {
    return (clients, count, port) -> clients.open(count, port, path, hello::formatted);
  }

  /**
   * To the same channels as ours. Sessions of the warm-up live until ten seconds after their connections, so that a few end meanwhile;
   * that is in favour of CometD.
   */
  private static void subscribed(Clients clients, int count, int port) throws IOException {
    for (int i = 0; i < count; i++) {
      var channels = BenchNode.rooms(i).stream().map(room -> "/" + room.replace(':', '/')).toList();
      Bayeux.open(clients, clients.add(port, Bayeux.PATH, ""), channels);
    }
  }

  private static Each jvm(Child server, Opening opening) throws IOException {
    int port = warm(server, opening);
    long live = server.liveBytes();
    long resident = server.residentBytes();
    try (var clients = new Clients()) {
      opening.open(clients, CONNECTIONS, port);
      clients.idle(SETTLE_MILLIS);
      return new Each(each(server.liveBytes() - live), each(server.residentBytes() - resident));
    }
  }

  private static Each node(Child server, Opening opening) throws IOException, InterruptedException {
    int port = warm(server, opening);
    server.tidy(TIDY_MILLIS);
    long resident = server.residentBytes();
    try (var clients = new Clients()) {
      opening.open(clients, CONNECTIONS, port);
      clients.idle(SETTLE_MILLIS);
      server.tidy(TIDY_MILLIS);
      return new Each(0, each(server.residentBytes() - resident));
    }
  }

  /** Its port, after the first clients have come and gone. */
  private static int warm(Child server, Opening opening) throws IOException {
    int port = server.port();
    try (var warm = new Clients()) {
      opening.open(warm, WARM_CONNECTIONS, port);
    }
    return port;
  }

  private static double each(long bytes) {
    return (double) bytes / CONNECTIONS;
  }

  private static void add(Table table, String beside, Each our, Each its) {
    var name = "idle connection, " + CONNECTIONS + " of them" + beside;
    for (boolean ours : new boolean[] {true, false}) {
      var each = ours ? our : its;
      if (its.live > 0) {
        table.add(name + ": live heap each", "bytes", ours, each.live);
      }
      table.add(name + ": resident memory each", "bytes", ours, each.resident);
    }
  }
}
