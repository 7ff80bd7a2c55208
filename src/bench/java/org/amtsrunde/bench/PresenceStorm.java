package org.amtsrunde.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Ten thousand people who show that they are here lose their connection and come back within twenty seconds, as after a rolling update of
 * a proxy. Beside a node without presence: what it costs, what anybody is told, and how long a message that is due takes meanwhile.
 */
final class PresenceStorm {
  private static final int PEOPLE = 10_000;
  private static final int STORM_SECONDS = 20;
  private static final int MESSAGES_PER_SECOND = 100;
  private static final int QUIET_MILLIS = 5_000;
  private static final long PATIENCE = 60_000;
  private static final String PATH = "/connection/websocket";
  private static final byte[] TOLD = "\"type\":\"presence\"".getBytes(StandardCharsets.US_ASCII);

  private PresenceStorm() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    for (int i = 0; i < Table.ROUNDS; i++) {
      round(table, folder, "presence-" + i, true);
      round(table, folder, "presence-without-" + i, false);
    }
  }

  private static void round(Table table, Folder folder, String name, boolean with)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0"));
    environment.put("AMTSRUNDE_DRAIN_SECONDS", "1");
    var args = with ? new String[0] : new String[] {"without"};
    try (var node =
            Child.start(
                Cpus.SERVER, folder.log(name), folder.with(environment, name), org.amtsrunde.PresenceNode.class, args);
        var talk = new Talk(node.port());
        var crowd = Executors.newSingleThreadExecutor()) {
      crowd
          .submit(() -> {
            // Who comes with presence says three times as much: the one who reads must not wait for a turn behind that.
            Cpus.giveWay();
            storm(table, node, talk, with);
            return null;
          })
          .get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static void storm(Table table, Child node, Talk talk, boolean with) throws IOException {
    var before = new Crowd(talk.port, with);
    for (int i = 0; i < PEOPLE; i++) {
      before.come(i);
    }
    before.all();
    // Once without measuring: the first time is the compiler's.
    var warm = comeBack(before, with);
    // Who came last is still told of until here.
    warm.read(QUIET_MILLIS);
    talk.measured = true;
    long told = warm.told;
    long cpu = node.cpuMicrosWithChildren();
    long began = System.nanoTime();
    var after = comeBack(warm, with);
    talk.measured = false;
    double micros = (System.nanoTime() - began) / 1e3;
    var title = PEOPLE + " people come back within " + STORM_SECONDS + " s: ";
    table.add(
        title + "node and store, of one processor", "%", with, 100 * (node.cpuMicrosWithChildren() - cpu) / micros);
    table.add(title + "message to reader, median", "µs", with, talk.latencies.getValueAtPercentile(50) / 1e3);
    table.add(title + "message to reader, p99", "µs", with, talk.latencies.getValueAtPercentile(99) / 1e3);
    if (with) {
      table.add(title + "messages about presence to anybody", "", true, after.told + warm.told - told);
      table.add(title + "seconds it took", "s", true, micros / 1e6);
    }
    after.close();
  }

  /** Whoever goes comes back a moment later, one after the other, at times that are fixed before. */
  private static Crowd comeBack(Crowd before, boolean with) throws IOException {
    var after = new Crowd(before.port, with);
    long began = System.nanoTime();
    for (int i = 0; i < PEOPLE; i++) {
      before.go(i);
      after.come(i);
      if (i % 32 == 0) {
        // What is closed is given back with the next look, and what those who are still there are told is counted.
        before.read(1);
      }
      for (long due = began + (i + 1L) * STORM_SECONDS * 1_000_000_000L / PEOPLE; System.nanoTime() < due; ) {
        after.read(1);
      }
    }
    after.all();
    before.close();
    return after;
  }

  /** The people of one time, each on a connection. */
  private static final class Crowd implements Client.Sink {
    private final Clients clients = new Clients();
    private final Client[] all = new Client[PEOPLE];
    private final int port;
    private final boolean with;
    private int answers;
    private int asked;
    long told;

    Crowd(int port, boolean with) throws IOException {
      this.port = port;
      this.with = with;
      clients.sink(this);
    }

    void come(int person) throws IOException {
      all[person] = clients.add(port, PATH, "");
      all[person].send("{\"id\":1,\"connect\":{\"token\":\"person-" + person + "\"}}" + (with ? presence(person) : ""));
      asked++;
      int wanted = asked - 16;
      clients.pump(PATIENCE, () -> answers >= wanted);
    }

    /** As somebody asks who says again what they chose. */
    private static String presence(int person) {
      var five = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        five.append(i == 0 ? "" : ",").append("\"person-").append(person / 5 * 5 + i).append('"');
      }
      return "\n{\"id\":2,\"rpc\":{\"method\":\"presence.me\",\"data\":{\"visible\":true,\"state\":\"free\"}}}"
          + ("\n{\"id\":3,\"rpc\":{\"method\":\"presence.watch\",\"data\":{\"people\":[" + five + "]}}}");
    }

    void all() throws IOException {
      clients.pump(PATIENCE, () -> answers >= asked);
    }

    void read(long millis) throws IOException {
      clients.idle(millis);
    }

    void go(int person) throws IOException {
      all[person].channel.close();
    }

    void close() throws IOException {
      clients.close();
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      for (int i = from; i < to; i++) {
        // The last answer of each person: {"id":3,… or, without presence, {"id":1,…
        if (bytes[i] == (with ? '3' : '1')
            && i > from + 4
            && bytes[i - 1] == ':'
            && bytes[i - 2] == '"'
            && bytes[i - 3] == 'd') {
          answers++;
        }
        if (bytes[i] == TOLD[0]
            && i + TOLD.length <= to
            && Arrays.equals(bytes, i, i + TOLD.length, TOLD, 0, TOLD.length)) {
          told++;
        }
      }
    }
  }

  /** Somebody writes at a steady rate, and somebody reads, on a thread of their own, whatever the crowd does. */
  private static final class Talk implements Client.Sink, AutoCloseable {
    final Histogram latencies = new ConcurrentHistogram(60_000_000_000L, 3);
    final int port;
    volatile boolean measured;
    private final Clients clients = new Clients();
    private final Client writer;
    private final Client reader;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::talk);
    private volatile boolean over;
    private long due = System.nanoTime();

    Talk(int port) throws IOException {
      this.port = port;
      var both =
          clients.open(
              2, port, PATH, i -> "{\"id\":1,\"connect\":{\"token\":\"" + (i == 0 ? "writer" : "reader") + "-0\"}}");
      writer = both.getFirst();
      reader = both.getLast();
      clients.sink(this);
      thread.start();
    }

    private void talk() {
      try {
        while (!over) {
          write();
          clients.idle(1);
        }
        clients.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write() throws IOException {
      for (; due <= System.nanoTime(); due += 1_000_000_000L / MESSAGES_PER_SECOND) {
        writer.send("{\"id\":2,\"publish\":{\"channel\":\"bench:all\",\"data\":{\"t\":\"@%018d\"}}}".formatted(due));
      }
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      if (client != reader || !measured) {
        return;
      }
      long now = System.nanoTime();
      for (int i = from; i < to - 18; i++) {
        if (bytes[i] == '@') {
          long sent = 0;
          for (int digit = i + 1; digit <= i + 18; digit++) {
            sent = sent * 10 + bytes[digit] - '0';
          }
          latencies.recordValue(now - sent);
        }
      }
    }

    @Override
    public void close() {
      over = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
