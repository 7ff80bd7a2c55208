package org.amtsrunde.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Senders that each wait for their answer before they send again: publish over the WebSocket until the engine acknowledges, which
 * it does after the store has fsynced. Beside it the store alone, in the same set-up, by {@link BareAppender}. Nothing is pinned:
 * node, store and load share the processors.
 */
final class Durable {
  private static final int[] SENDERS = {1, 8, 64};
  private static final int WARM_SECONDS = 5;
  private static final int SECONDS = 4;

  private Durable() {}

  static void measure(Table table, Folder folder) throws IOException {
    var port = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    try (var ours =
            Child.start(
                Cpus.ANY, folder.log("durable-node"), folder.with(port, "durable"), org.amtsrunde.BenchNode.class);
        var bare =
            Child.start(
                Cpus.ANY,
                folder.log("durable-bare"),
                Map.of(),
                BareAppender.class,
                folder.path().resolve("durable-bare").toString())) {
      int oursPort = ours.port();
      bare.line("ready");
      ours(oursPort, 64, WARM_SECONDS);
      bare(bare, 64, WARM_SECONDS);
      for (int senders : SENDERS) {
        for (int i = 0; i < Table.ROUNDS; i++) {
          long cpu = ours.cpuMicros();
          add(table, senders, true, ours(oursPort, senders, SECONDS), () -> ours.cpuMicros() - cpu);
          long bareCpu = bare.cpuMicros();
          add(table, senders, false, bare(bare, senders, SECONDS), () -> bare.cpuMicros() - bareCpu);
        }
      }
    }
  }

  private record Round(double rate, double p50, double p99) {}

  private interface Cpu {
    long micros() throws IOException;
  }

  private static void add(Table table, int senders, boolean ours, Round round, Cpu cpu) throws IOException {
    var name = "durable, " + senders + (senders == 1 ? " sender" : " senders");
    table.add(name + ": send to acknowledgement, median", "µs", ours, round.p50);
    table.add(name + ": send to acknowledgement, p99", "µs", ours, round.p99);
    table.add(name + ": acknowledged per second", "/s", ours, round.rate);
    table.add(
        name + ": CPU of the process, store apart, per message", "µs", ours, cpu.micros() / (round.rate * SECONDS));
  }

  private static Round ours(int port, int senders, int seconds) throws IOException {
    try (var clients = new Clients()) {
      var all =
          clients.open(
              senders, port, "/connection/websocket", i -> "{\"id\":1,\"connect\":{\"token\":\"sender-" + i + "\"}}");
      var flow = new Flow(senders, System.nanoTime() + seconds * 1_000_000_000L);
      clients.sink(flow);
      long began = System.nanoTime();
      for (var client : all) {
        flow.send(client);
      }
      clients.pump(seconds * 1000L + 10_000, () -> flow.waiting == 0);
      return flow.round(System.nanoTime() - began);
    }
  }

  private static Round bare(Child child, int senders, int seconds) throws IOException {
    child.say(senders + " " + seconds);
    var figures = List.of(child.line("figures").split(" "));
    return new Round(
        Double.parseDouble(figures.get(0)), Double.parseDouble(figures.get(1)), Double.parseDouble(figures.get(2)));
  }

  /** Sends the next message of a client when its last one was answered, until the end. */
  private static final class Flow implements Client.Sink {
    private static final String MESSAGE =
        "{\"id\":2,\"publish\":{\"channel\":\"bench:log\",\"data\":{\"t\":\"" + "x".repeat(242) + "\"}}}";
    private final Histogram latencies = new Histogram(60_000_000_000L, 3);
    private final long[] sentAt;
    private final long end;
    int waiting;

    Flow(int senders, long end) {
      this.sentAt = new long[senders];
      this.end = end;
    }

    void send(Client client) throws IOException {
      waiting++;
      sentAt[client.number] = System.nanoTime();
      client.send(MESSAGE);
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) throws IOException {
      if (ends) {
        long now = System.nanoTime();
        latencies.recordValue(now - sentAt[client.number]);
        waiting--;
        if (now < end) {
          send(client);
        }
      }
    }

    Round round(long nanos) {
      return new Round(
          latencies.getTotalCount() / (nanos / 1e9),
          latencies.getValueAtPercentile(50) / 1e3,
          latencies.getValueAtPercentile(99) / 1e3);
    }
  }
}
