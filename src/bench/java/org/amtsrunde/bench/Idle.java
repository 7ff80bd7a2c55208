package org.amtsrunde.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.BenchNode;

/** Memory of a server per connection that says nothing: a fresh process for each round, before and after, garbage collected. */
final class Idle {
  private static final int CONNECTIONS = 5_000;
  private static final int WARM_CONNECTIONS = 200;
  private static final int SETTLE_MILLIS = 2_000;

  private static final String NAME = "idle connection, " + CONNECTIONS + " of them";
  private static final String BESIDE_COMETD = ", beside CometD";

  /** Opens so many clients, numbered from 0, that say nothing from then on. */
  private interface Opening {
    void open(Clients clients, int count, int port) throws IOException;
  }

  /** Bytes for each connection. */
  private record Round(double live, double resident) {}

  private Idle() {}

  static void measure(Table table, Folder folder) throws IOException {
    var tight = Map.of("JDK_JAVA_OPTIONS", String.join(" ", Child.TIGHT));
    var port = new HashMap<>(tight);
    port.putAll(Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1"));
    for (int i = 0; i < Table.ROUNDS; i++) {
      try (var ours =
          Child.start(Cpus.SERVER, folder.log("idle-node-" + i), folder.with(port, "idle-" + i), BenchNode.class)) {
        var round =
            round(
                ours,
                (clients, count, at) ->
                    clients.open(
                        count,
                        at,
                        "/connection/websocket",
                        "{\"id\":1,\"connect\":{\"token\":\"idle-%d\"}}"::formatted));
        add(table, "", true, round);
        add(table, BESIDE_COMETD, true, round);
      }
      try (var bare = Child.start(Cpus.SERVER, folder.log("idle-bare-" + i), tight, BareBroadcaster.class)) {
        add(table, "", false, round(bare, (clients, count, at) -> clients.open(count, at, "/read", number -> "")));
      }
      try (var cometd = Child.start(Cpus.SERVER, folder.log("idle-cometd-" + i), tight, CometdBroadcaster.class)) {
        add(table, BESIDE_COMETD, false, round(cometd, Idle::subscribed));
      }
    }
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

  private static Round round(Child server, Opening opening) throws IOException {
    int port = server.port();
    try (var warm = new Clients()) {
      opening.open(warm, WARM_CONNECTIONS, port);
    }
    long live = server.liveBytes();
    long resident = server.residentBytes();
    try (var clients = new Clients()) {
      opening.open(clients, CONNECTIONS, port);
      clients.idle(SETTLE_MILLIS);
      return new Round(
          (double) (server.liveBytes() - live) / CONNECTIONS,
          (double) (server.residentBytes() - resident) / CONNECTIONS);
    }
  }

  private static void add(Table table, String beside, boolean ours, Round round) {
    table.add(NAME + beside + ": live heap each", "bytes", ours, round.live);
    table.add(NAME + beside + ": resident memory each", "bytes", ours, round.resident);
  }
}
