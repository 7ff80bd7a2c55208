package org.amtsrunde.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Readers and writers who come back by themselves after each loss of their connection, and write down what they see. */
final class Returning implements AutoCloseable {
  static final String TEXT = "m-(\\d+)-";
  private static final Pattern SEEN = Pattern.compile(TEXT);
  private static final int WRITERS = 5;
  private static final int PAUSE_MILLIS = 250;
  private static final int LONGEST_AWAY_MILLIS = 1_000;
  private static final int MOST_MESSAGES = 10_000;

  /** How a server is spoken to. */
  interface Dialect {
    /** Before anybody comes. */
    void before(int port) throws IOException, InterruptedException;

    String path(boolean reads);

    Map<String, String> headers(int number, int port);

    /** What a member says first; empty where nothing is said and nothing answered. */
    String hello(Member member);

    String post(Member member, int id, String text);

    /** Keeps where the member is; whether this was the answer to the first words. */
    boolean heard(Member member, String frame);

    /** Finds the number of what is acknowledged. */
    String acknowledged();

    int number(String found);
  }

  /** Means over the readers, but for the one who lost most. */
  record Count(double lost, double mostLost, double doubled, double acknowledged, double backMillis) {}

  private final Dialect dialect;
  private final Pattern acknowledged;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final List<Member> readers = new ArrayList<>();
  private final List<Member> writers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, Boolean> done = new ConcurrentHashMap<>();
  private volatile int port;
  private volatile boolean closed;

  Returning(Dialect dialect, int port, int readers) throws IOException, InterruptedException {
    this.dialect = dialect;
    this.acknowledged = Pattern.compile(dialect.acknowledged());
    this.port = port;
    dialect.before(port);
    for (int i = 0; i < readers; i++) {
      this.readers.add(new Member(i, true));
    }
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Member(i, false));
    }
    this.readers.forEach(Member::connect);
    writers.forEach(Member::connect);
  }

  /** Where the server is from now on. */
  void port(int now) {
    port = now;
  }

  /** Waits until all are there; writers go on meanwhile. */
  void come(int seconds) throws IOException, InterruptedException {
    await(seconds, true);
  }

  /** Waits until all have noticed that the server is gone. */
  void go(int seconds) throws IOException, InterruptedException {
    await(seconds, false);
  }

  private void await(int seconds, boolean there) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (Stream.concat(readers.stream(), writers.stream()).anyMatch(one -> one.there != there)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("not everybody has " + (there ? "come" : "gone") + " within " + seconds + " s");
      }
      Thread.sleep(5);
    }
  }

  /** Lets the writers write for a while, from the first call on until the end. */
  void write(int millis) throws InterruptedException {
    if (next.get() == 0) {
      for (var writer : writers) {
        later.scheduleAtFixedRate(
            writer::write, writer.number * PAUSE_MILLIS / WRITERS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
    Thread.sleep(millis);
  }

  /** Ends the writing and counts once nothing comes any more. */
  Count count(double backMillis) throws InterruptedException {
    closed = true;
    long seen;
    do {
      seen = readers.stream().mapToLong(Member::sum).sum();
      Thread.sleep(LONGEST_AWAY_MILLIS);
    } while (readers.stream().mapToLong(Member::sum).sum() != seen);
    return new Count(
        readers.stream().mapToLong(Member::missed).average().orElse(0),
        readers.stream().mapToLong(Member::missed).max().orElse(0),
        readers.stream().mapToLong(Member::doubled).average().orElse(0),
        done.size(),
        backMillis);
  }

  @Override
  public void close() {
    closed = true;
    later.shutdownNow();
    http.shutdownNow();
  }

  /** One connection after the other. */
  final class Member implements WebSocket.Listener {
    final int number;
    private final boolean reads;
    private final Random random;
    private final int[] seen = new int[MOST_MESSAGES];
    private final StringBuilder part = new StringBuilder();
    private CompletableFuture<?> said = CompletableFuture.completedFuture(null);
    private WebSocket socket;
    private int waiting = -1;

    /** What the server has given it to come back with. */
    String session = "";

    String offset = "";
    private volatile boolean there;

    Member(int number, boolean reads) {
      this.number = number;
      this.reads = reads;
      this.random = new Random(number * 2L + (reads ? 1 : 0));
    }

    void connect() {
      if (closed) {
        return;
      }
      var builder = http.newWebSocketBuilder();
      dialect.headers(number, port).forEach(builder::header);
      builder
          .buildAsync(URI.create("ws://127.0.0.1:" + port + dialect.path(reads)), this)
          .whenComplete((opened, failure) -> {
            if (failure != null) {
              lost();
            }
          });
    }

    private void lost() {
      there = false;
      if (!closed) {
        later.schedule(this::connect, random.nextInt(LONGEST_AWAY_MILLIS), TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void onOpen(WebSocket opened) {
      synchronized (this) {
        socket = opened;
        said = CompletableFuture.completedFuture(null);
        part.setLength(0);
      }
      var hello = dialect.hello(this);
      if (hello.isEmpty()) {
        greeted();
      } else {
        say(hello);
      }
      opened.request(1);
    }

    private void greeted() {
      there = true;
      if (waiting >= 0) {
        say(dialect.post(this, waiting, text(waiting)));
      }
    }

    /** One after the other. */
    synchronized void say(String text) {
      var to = socket;
      said = said.thenCompose(before -> to.sendText(text, true)).exceptionally(gone -> to);
    }

    /** The next message, where the last one was acknowledged. */
    synchronized void write() {
      if (there && waiting < 0 && !closed) {
        waiting = next.getAndIncrement();
        say(dialect.post(this, waiting, text(waiting)));
      }
    }

    private String text(int id) {
      return "m-" + id + "-";
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        var frame = part.toString();
        part.setLength(0);
        if (reads) {
          SEEN.matcher(frame).results().forEach(one -> seen[Integer.parseInt(one.group(1))]++);
        } else {
          acknowledged.matcher(frame).results().forEach(one -> acknowledge(dialect.number(one.group(1))));
        }
        if (dialect.heard(this, frame)) {
          greeted();
        }
      }
      from.request(1);
      return null;
    }

    private synchronized void acknowledge(int id) {
      if (id == waiting) {
        done.put(id, true);
        waiting = -1;
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      lost();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      lost();
    }

    long sum() {
      return Arrays.stream(seen).asLongStream().sum();
    }

    long missed() {
      return done.keySet().stream().filter(id -> seen[id] == 0).count();
    }

    long doubled() {
      return Arrays.stream(seen).filter(times -> times > 1).map(times -> times - 1).asLongStream().sum();
    }
  }
}
