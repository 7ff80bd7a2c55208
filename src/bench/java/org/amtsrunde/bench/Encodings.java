package org.amtsrunde.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One writer, {@link FanOut#READERS} readers, the next message when all have the last one, as in {@link FanOut}: readers who have asked
 * for Protobuf beside readers of JSON, on the same node, in turn. The writer speaks JSON to both.
 */
final class Encodings {
  private static final String PATH = "/connection/websocket";
  private static final int DATA_BYTES = 250;
  private static final int WARM_SECONDS = 8;
  private static final int SECONDS = 6;
  private static final char MARK = '@';

  private Encodings() {}

  /** One round: microseconds of the node's processor and bytes on the line, both per delivery. */
  private record Round(double cpu, double bytes, double load) {}

  static void measure(Table table, Folder folder) throws IOException {
    var port = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    var environment = folder.with(port, "encodings");
    try (var node = Child.start(Cpus.SERVER, folder.log("encodings"), environment, org.amtsrunde.BenchNode.class)) {
      int at = node.port();
      round(node, at, true, WARM_SECONDS);
      round(node, at, false, WARM_SECONDS);
      for (int i = 0; i < Table.ROUNDS; i++) {
        for (boolean binary : new boolean[] {true, false}) {
          var round = round(node, at, binary, SECONDS);
          var name = "fan-out 1 to " + FanOut.READERS + " in Protobuf, beside JSON";
          table.add(name + ": server CPU per delivery", "µs", binary, round.cpu);
          table.add(name + ": bytes per delivery", "", binary, round.bytes);
          table.add(name + ": load on the generator's core", "%", binary, round.load);
        }
      }
    }
  }

  private static Round round(Child node, int port, boolean binary, int seconds) throws IOException {
    try (var clients = new Clients()) {
      var arrived = new Arrived(binary);
      clients.sink(arrived);
      for (int i = 0; i < FanOut.READERS; i++) {
        var reader = clients.add(port, PATH + (binary ? "?format=protobuf" : ""), "");
        if (binary) {
          reader.sendBinary(connect("reader-" + i));
        } else {
          reader.send("{\"id\":1,\"connect\":{\"token\":\"reader-" + i + "\"}}");
        }
        int wanted = i - 15;
        clients.pump(10_000, () -> arrived.frames >= wanted);
      }
      var writer = clients.add(port, PATH, "");
      writer.send("{\"id\":1,\"connect\":{\"token\":\"sender-0\"}}");
      // What greets each is not counted.
      clients.pump(10_000, () -> arrived.frames >= FanOut.READERS);
      clients.idle(500);
      arrived.count = 0;
      arrived.bytes = 0;
      var frame =
          "{\"id\":2,\"publish\":{\"channel\":\"bench:all\",\"data\":{\"t\":\""
              + MARK
              + "x".repeat(DATA_BYTES - 9)
              + "\"}}}";
      long cpu = node.cpuMicros();
      long load = Cpus.micros("self");
      long began = System.nanoTime();
      long end = began + seconds * 1_000_000_000L;
      for (long expected = FanOut.READERS; System.nanoTime() < end; expected += FanOut.READERS) {
        long wanted = expected;
        writer.send(frame);
        clients.pump(10_000, () -> arrived.count >= wanted);
      }
      double micros = (System.nanoTime() - began) / 1e3;
      return new Round(
          (double) (node.cpuMicros() - cpu) / arrived.count,
          (double) arrived.bytes / arrived.count,
          (Cpus.micros("self") - load) / micros * 100);
    }
  }

  /** The connect command in Protobuf, behind its length: field 1 is the number of the command, 4 the request, 1 in that the token. */
  private static byte[] connect(String token) {
    var command = new ByteArrayOutputStream();
    var said = token.getBytes(StandardCharsets.UTF_8);
    command.writeBytes(new byte[] {1 << 3, 1, 4 << 3 | 2, (byte) (said.length + 2), 1 << 3 | 2, (byte) said.length});
    command.writeBytes(said);
    var framed = new ByteArrayOutputStream();
    framed.write(command.size());
    framed.writeBytes(command.toByteArray());
    return framed.toByteArray();
  }

  /** Counts what the readers get, by its mark. */
  private static final class Arrived implements Client.Sink {
    /** Of a frame with 126 bytes and more. */
    private static final int HEADER_BYTES = 4;

    private final boolean binary;
    private final boolean[] inside = new boolean[FanOut.READERS];
    long frames;
    long count;
    long bytes;

    Arrived(boolean binary) {
      this.binary = binary;
    }

    @Override
    public void piece(Client client, byte[] piece, int from, int to, boolean ends) throws IOException {
      if (client.number >= FanOut.READERS) {
        return;
      }
      // The engine's ping is the length of an empty message, before or behind others, and so is the answer.
      boolean first = !inside[client.number] && piece[from] == 0;
      if (binary && (first || ends && piece[to - 1] == 0)) {
        client.sendBinary(new byte[1]);
      }
      inside[client.number] = !ends;
      for (int i = from; i < to; i++) {
        count += piece[i] == MARK ? 1 : 0;
      }
      bytes += to - from + (ends ? HEADER_BYTES : 0);
      frames += ends ? 1 : 0;
    }
  }
}
