package org.amtsrunde.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.amtsrunde.redis.RedisProcess;

/**
 * One writer, {@link #READERS} readers. The next message (or burst) is written when everybody has the last one, so that nothing
 * queues and the server is never saturated; the processor time that a delivery costs does not depend on that.
 */
final class FanOut {
  static final int READERS = 500;
  private static final int DATA_BYTES = 250;
  private static final int WARM_SECONDS = 8;
  private static final int SECONDS = 6;
  private static final char MARK = '@';

  private FanOut() {}

  /**
   * How a server is spoken to.
   *
   * @param message around the data, with the name by which the server knows who writes
   */
  private record Dialect(String readPath, String writePath, Greeting greeting, String message, Burst burst) {}

  /** What a new client says until it reads or may write; tells by which name the server knows it, where that is needed. */
  private interface Greeting {
    String greet(Clients clients, Client client, boolean reads, int number) throws IOException;
  }

  /** How several messages are written at once. */
  private enum Burst {
    /** In one frame, on a line each. */
    LINES,
    /** In one frame, as a list; so is one alone. */
    LIST,
    /** In a frame each. */
    FRAMES;

    List<String> frames(String message, int count) {
      var messages = Collections.nCopies(count, message);
      return switch (this) {
        case LINES -> List.of(String.join("\n", messages));
        case LIST -> List.of("[" + String.join(",", messages) + "]");
        case FRAMES -> messages;
      };
    }
  }

  private static final Dialect OURS =
      new Dialect(
          "/connection/websocket",
          "/connection/websocket",
          (clients, client, reads, number) ->
              clients.ask(
                  client,
                  "{\"id\":1,\"connect\":{\"token\":\"%s-%d\"}}".formatted(reads ? "reader" : "sender", number)),
          "{\"id\":2,\"publish\":{\"channel\":\"bench:all\",\"data\":%s}}",
          Burst.LINES);
  private static final Dialect BARE =
      new Dialect("/read", "/write", (clients, client, reads, number) -> "", "%s", Burst.LINES);
  private static final Dialect SOCKET_IO =
      new Dialect(
          "/socket.io/?EIO=4&transport=websocket&reads=1",
          "/socket.io/?EIO=4&transport=websocket",
          (clients, client, reads, number) -> clients.ask(client, "40"),
          "42[\"post\",%s]",
          Burst.FRAMES);
  private static final Dialect COMETD =
      new Dialect(
          Bayeux.PATH,
          Bayeux.PATH,
          (clients, client, reads, number) -> Bayeux.open(clients, client, reads ? List.of("/bench/all") : List.of()),
          "{\"id\":\"4\",\"channel\":\"/bench/all\",\"data\":%s,\"clientId\":\"%s\"}",
          Burst.LIST);

  /** Another server in the same run. */
  private record Peer(String beside, Child child, int port, Dialect dialect) {}

  /** One round: microseconds of the server's processor per delivery, deliveries a second, latencies in microseconds. */
  private record Round(double cpu, double rate, double p50, double p99, double p999, double load) {}

  static void measure(Table table, Folder folder) throws IOException {
    var port = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    var store = RedisProcess.start(folder.path().resolve("fan-out-socketio"));
    try (var ours =
            Child.start(
                Cpus.SERVER, folder.log("fan-out-node"), folder.with(port, "fan-out"), org.amtsrunde.BenchNode.class);
        var bare = Child.start(Cpus.SERVER, folder.log("fan-out-bare"), Map.of(), BareBroadcaster.class);
        var cometd = Child.start(Cpus.SERVER, folder.log("fan-out-cometd"), Map.of(), CometdBroadcaster.class);
        var ws = Child.node(Cpus.SERVER, folder.log("fan-out-ws"), "peers/ws.mjs");
        var socketIo =
            Child.node(
                Cpus.SERVER,
                folder.log("fan-out-socketio"),
                "peers/socketio.mjs",
                store.url().substring("unix://".length()))) {
      int oursPort = ours.port();
      var peers =
          List.of(
              new Peer("", bare, bare.port(), BARE),
              new Peer(", beside ws on Node", ws, ws.port(), BARE),
              new Peer(", beside socket.io with Redis", socketIo, socketIo.port(), SOCKET_IO),
              new Peer(", beside CometD", cometd, cometd.port(), COMETD));
      for (int burst : new int[] {1, 16}) {
        round(ours, oursPort, OURS, burst, WARM_SECONDS);
        for (var peer : peers) {
          round(peer.child, peer.port, peer.dialect, burst, WARM_SECONDS);
        }
        var name = burst == 1 ? "fan-out 1 to " + READERS : "fan-out 1 to " + READERS + ", bursts of " + burst;
        for (int i = 0; i < Table.ROUNDS; i++) {
          var our = round(ours, oursPort, OURS, burst, SECONDS);
          for (var peer : peers) {
            add(table, name + peer.beside, true, our);
            add(table, name + peer.beside, false, round(peer.child, peer.port, peer.dialect, burst, SECONDS));
          }
        }
      }
    } finally {
      store.close();
    }
  }

  private static void add(Table table, String name, boolean ours, Round round) {
    table.add(name + ": server CPU per delivery", "µs", ours, round.cpu);
    table.add(name + ": deliveries per second and core", "/s", ours, 1e6 / round.cpu);
    table.add(name + ": deliveries per second as run", "/s", ours, round.rate);
    table.add(name + ": write to read, median", "µs", ours, round.p50);
    table.add(name + ": write to read, p99", "µs", ours, round.p99);
    table.add(name + ": write to read, p99.9", "µs", ours, round.p999);
    table.add(name + ": load on the generator's core", "%", ours, round.load);
  }

  private static Round round(Child server, int port, Dialect dialect, int burst, int seconds) throws IOException {
    try (var clients = new Clients()) {
      for (int i = 0; i < READERS; i++) {
        dialect.greeting.greet(clients, clients.add(port, dialect.readPath, ""), true, i);
      }
      var writer = clients.add(port, dialect.writePath, "");
      var name = dialect.greeting.greet(clients, writer, false, 0);
      var frames = dialect.burst.frames(dialect.message.formatted(data(), name), burst);
      // What greets each reader is not counted.
      clients.idle(500);
      var arrived = new Arrived();
      clients.sink(arrived);
      long cpu = server.cpuMicros();
      long load = Cpus.micros("self");
      long began = System.nanoTime();
      long end = began + seconds * 1_000_000_000L;
      long expected = 0;
      while (System.nanoTime() < end) {
        expected += (long) READERS * burst;
        long wanted = expected;
        arrived.sentAt = System.nanoTime();
        for (var frame : frames) {
          writer.send(frame);
        }
        clients.pump(10_000, () -> arrived.count >= wanted);
      }
      double micros = (System.nanoTime() - began) / 1e3;
      return new Round(
          (double) (server.cpuMicros() - cpu) / arrived.count,
          arrived.count / micros * 1e6,
          arrived.latencies.getValueAtPercentile(50) / 1e3,
          arrived.latencies.getValueAtPercentile(99) / 1e3,
          arrived.latencies.getValueAtPercentile(99.9) / 1e3,
          (Cpus.micros("self") - load) / micros * 100);
    }
  }

  private static String data() {
    return "{\"t\":\"" + MARK + "x".repeat(DATA_BYTES - 9) + "\"}";
  }

  /** Counts deliveries by their mark and notes when they came. */
  private static final class Arrived implements Client.Sink {
    final Histogram latencies = new Histogram(60_000_000_000L, 3);
    long count;
    long sentAt;

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      int marks = 0;
      for (int i = from; i < to; i++) {
        if (bytes[i] == MARK) {
          marks++;
        }
      }
      if (marks > 0) {
        count += marks;
        latencies.recordValueWithCount(System.nanoTime() - sentAt, marks);
      }
    }
  }
}
