package org.amtsrunde.bench;

import java.io.IOException;
import java.util.Map;
import org.amtsrunde.SessionNode;

/**
 * A thousand sessions at once on one node, with five people each who do nothing but be there: what it costs that the server leads them,
 * at ten times the pace of any day. The store is a process of its own and not counted.
 */
final class SessionsAtOnce {
  private static final int SESSIONS = 1_000;
  private static final int FIVE = 5;
  private static final int BEGIN_SECONDS = 60;
  private static final int SETTLE_MILLIS = 45_000;
  private static final int MEASURE_MILLIS = 60_000;

  private SessionsAtOnce() {}

  static void measure(Table table, Folder folder) throws IOException {
    var settings = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    try (var node =
            Child.start(
                Cpus.SERVER,
                folder.log("sessions"),
                folder.with(settings, "sessions"),
                SessionNode.class,
                String.valueOf(BEGIN_SECONDS));
        var clients = new Clients()) {
      clients.open(SESSIONS * FIVE, node.port(), "/connection/websocket", SessionsAtOnce::hello);
      clients.idle(SETTLE_MILLIS);
      long begun = System.nanoTime();
      long before = node.cpuMicros();
      var frames = new long[1];
      clients.sink((client, piece, from, to, ends) -> frames[0] += ends ? 1 : 0);
      clients.idle(MEASURE_MILLIS);
      double micros = (System.nanoTime() - begun) / 1e3;
      long cpu = node.cpuMicros() - before;
      var name = SESSIONS + " sessions at ten times the pace: ";
      table.add(name + "share of a core", "%", true, 100 * cpu / micros);
      table.add(name + "publications delivered per second", "", true, frames[0] / (micros / 1e6));
    }
  }

  private static String hello(int number) {
    int room = number / FIVE;
    return """
    {"id":1,"connect":{"token":"%d-%d"}}
    {"id":2,"subscribe":{"channel":"session:%d"}}
    {"id":3,"rpc":{"method":"session.join","data":{"roomId":"%d"}}}\
    """
        .formatted(room, number % FIVE, room, room);
  }
}
