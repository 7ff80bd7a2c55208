package org.amtsrunde.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/**
 * Messages at times that are fixed before, whatever becomes of those before them, so that a server that stands still is seen to do so by
 * each that waits meanwhile: 2,000 a second from 200 people until each is acknowledged, beside the store alone ({@link BareAppender});
 * and 1,000 a second until somebody on another node has them.
 */
final class Paced {
  private static final int SENDERS = 200;
  private static final int RATE = 2_000;
  private static final int HALF = 1_000;
  private static final int WARM_SECONDS = 40;
  private static final int SECONDS = 8;
  private static final char MARK = '@';
  private static final int DIGITS = 18;

  private Paced() {}

  static void measure(Table table, Folder folder) throws IOException {
    acknowledged(table, folder);
    seen(table, folder);
  }

  private static void acknowledged(Table table, Folder folder) throws IOException {
    var port = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    try (var ours =
            Child.start(Cpus.ANY, folder.log("paced-node"), folder.with(port, "paced"), org.amtsrunde.BenchNode.class);
        var bare =
            Child.start(
                Cpus.ANY,
                folder.log("paced-bare"),
                Map.of(),
                BareAppender.class,
                folder.path().resolve("paced-bare").toString())) {
      int oursPort = ours.port();
      bare.line("ready");
      ours(oursPort, WARM_SECONDS);
      bare(bare, WARM_SECONDS);
      for (int i = 0; i < Table.ROUNDS; i++) {
        add(table, true, ours(oursPort, SECONDS));
        add(table, false, bare(bare, SECONDS));
      }
    }
  }

  private record Times(double p50, double p99, double p999) {
    static Times of(Histogram latencies) {
      return new Times(
          latencies.getValueAtPercentile(50) / 1e3,
          latencies.getValueAtPercentile(99) / 1e3,
          latencies.getValueAtPercentile(99.9) / 1e3);
    }
  }

  private static void add(Table table, boolean ours, Times times) {
    var name = RATE + " a second, due to acknowledged: ";
    table.add(name + "median", "µs", ours, times.p50);
    table.add(name + "p99", "µs", ours, times.p99);
    table.add(name + "p99.9", "µs", ours, times.p999);
  }

  private static Times bare(Child child, int seconds) throws IOException {
    child.say("paced " + RATE + " " + seconds);
    var figures = child.line("figures").split(" ");
    return new Times(Double.parseDouble(figures[1]), Double.parseDouble(figures[2]), Double.parseDouble(figures[3]));
  }

  private static Times ours(int port, int seconds) throws IOException {
    try (var clients = new Clients()) {
      var all = clients.open(SENDERS, port, "/connection/websocket", i -> connect("sender-" + i));
      var acknowledged = new Acknowledged();
      clients.sink(acknowledged);
      int sent = send(clients, all, RATE, seconds, acknowledged::due);
      clients.pump(20_000, () -> acknowledged.latencies.getTotalCount() >= sent);
      return Times.of(acknowledged.latencies);
    }
  }

  private interface Due {
    void at(Client client, long nanos);
  }

  private static String connect(String name) {
    return "{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}";
  }

  /** @return how many were sent */
  private static int send(Clients clients, List<Client> all, int rate, int seconds, Due due) throws IOException {
    long gap = 1_000_000_000L / rate;
    long began = System.nanoTime();
    int count = rate * seconds;
    for (int i = 0; i < count; i++) {
      long moment = began + i * gap;
      clients.until(moment);
      var client = all.get(i % all.size());
      due.at(client, moment);
      client.send(message(moment));
    }
    return count;
  }

  private static String message(long nanos) {
    var data = MARK + String.format("%0" + DIGITS + "d", nanos) + "x".repeat(222);
    return "{\"id\":2,\"publish\":{\"channel\":\"bench:all\",\"data\":{\"t\":\"" + data + "\"}}}";
  }

  /** Answers come in the order of the questions, some in one frame; each has one "p", that of its "publish". */
  private static final class Acknowledged implements Client.Sink {
    final Histogram latencies = new Histogram(60_000_000_000L, 3);
    private final List<Queue<Long>> open = new ArrayList<>();

    Acknowledged() {
      for (int i = 0; i < SENDERS; i++) {
        open.add(new ArrayDeque<>());
      }
    }

    void due(Client client, long nanos) {
      open.get(client.number).add(nanos);
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      long now = System.nanoTime();
      for (int i = from; i < to; i++) {
        if (bytes[i] == 'p') {
          latencies.recordValue(now - open.get(client.number).remove());
        }
      }
    }
  }

  private static void seen(Table table, Folder folder) throws IOException {
    try (var cluster = Cluster.start(2, folder, "paced-two")) {
      elsewhere(cluster, WARM_SECONDS);
      var name = HALF + " a second, due to read on another node: ";
      for (int i = 0; i < Table.ROUNDS; i++) {
        var times = elsewhere(cluster, SECONDS);
        table.add(name + "median", "µs", true, times.p50);
        table.add(name + "p99", "µs", true, times.p99);
        table.add(name + "p99.9", "µs", true, times.p999);
      }
    }
  }

  private static Times elsewhere(Cluster cluster, int seconds) throws IOException {
    try (var clients = new Clients()) {
      var senders = clients.open(SENDERS, cluster.port(0), "/connection/websocket", i -> connect("sender-" + i));
      var reader = clients.open(1, cluster.port(1), "/connection/websocket", i -> connect("reader-" + i)).getFirst();
      var read = new Read(reader);
      clients.sink(read);
      int sent = send(clients, senders, HALF, seconds, (client, nanos) -> {});
      clients.pump(20_000, () -> read.latencies.getTotalCount() >= sent);
      return Times.of(read.latencies);
    }
  }

  /** Reads when each was due; a number may be torn between two pieces. */
  private static final class Read implements Client.Sink {
    final Histogram latencies = new Histogram(60_000_000_000L, 3);
    private final Client reader;
    private int digits = -1;
    private long due;

    Read(Client reader) {
      this.reader = reader;
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      if (client != reader) {
        return;
      }
      long now = System.nanoTime();
      for (int i = from; i < to; i++) {
        if (digits >= 0) {
          due = due * 10 + bytes[i] - '0';
          digits++;
          if (digits == DIGITS) {
            latencies.recordValue(Math.max(0, now - due));
            digits = -1;
          }
        } else if (bytes[i] == MARK) {
          digits = 0;
          due = 0;
        }
      }
    }
  }
}
