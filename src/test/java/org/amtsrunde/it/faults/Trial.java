package org.amtsrunde.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.TestCluster;
import org.amtsrunde.support.TestNode;

/** One document, those who type into it, and one schedule of faults: plays it, puts everything right, and looks at what is left. */
final class Trial implements AutoCloseable {
  private static final int MILLIS = 5_000;
  private static final int KEY_MILLIS = 40;

  /** Long enough for an answer that should not have been given, short enough for the store not to be back. */
  private static final int SOON_MILLIS = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestCluster cluster;
  private final long seed;
  private final String document;
  private final HttpTestClient reader;
  private final List<Writer> writers = new ArrayList<>();
  private volatile boolean typing = true;

  /** How much the store had written before what it loses. */
  private volatile long written;

  /** Whether the store has lost what it had acknowledged. */
  private volatile boolean rewound;

  Trial(TestCluster cluster, long seed, String document, HttpTestClient reader, List<String> cookies) {
    this.cluster = cluster;
    this.seed = seed;
    this.document = document;
    this.reader = reader;
    for (int i = 0; i < cookies.size(); i++) {
      var ports = cluster.portsFrom(i % cluster.nodes().size());
      writers.add(new Writer("s" + seed + "p" + i, i % 2 == 0, document, cookies.get(i), ports, seed * 100 + i));
    }
  }

  /** Everybody types while it goes wrong; afterwards everything runs again. */
  void play() {
    var tasks = new ArrayList<CompletableFuture<Void>>();
    writers.forEach(writer -> type(writer, 0));
    for (var fault : Fault.schedule(seed, cluster.nodes().size(), writers.size(), MILLIS)) {
      tasks.add(
          CompletableFuture.runAsync(() -> hit(fault, this::begin), after(fault.at()))
              .thenRunAsync(() -> hit(fault, this::end), after(fault.length())));
    }
    CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
    cluster.nodes().forEach(TestNode::awaitReady);
    typing = false;
    // The network is back, and with it whoever believed that it had never gone.
    writers.forEach(writer -> writer.network.heal());
  }

  private interface Blow {
    void of(Fault fault) throws IOException;
  }

  private static void hit(Fault fault, Blow blow) {
    try {
      blow.of(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Executor after(int millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
  }

  private void type(Writer writer, int millis) {
    CompletableFuture.runAsync(
            () -> {
              if (typing) {
                writer.type();
                type(writer, KEY_MILLIS);
              }
            },
            after(millis))
        .exceptionally(failure -> {
          writer.fault("cannot type: " + failure);
          return null;
        });
  }

  private void begin(Fault fault) throws IOException {
    var redis = cluster.redis();
    switch (fault.kind()) {
      case KILL_NODE -> {
        cluster.node(fault.target()).kill();
        forget(fault.target());
      }
      case PAUSE_NODE -> cluster.node(fault.target()).pause();
      case KILL_STORE -> {
        redis.handle().destroyForcibly();
        after(SOON_MILLIS).execute(() -> forget(fault.target()));
      }
      case PAUSE_STORE -> TestNode.signal(redis.handle(), "STOP");
      case REWIND_STORE -> written = cluster.storeFile().written();
      case KILL_ALL -> {
        redis.handle().destroyForcibly();
        cluster.nodes().forEach(TestNode::kill);
        forget(fault.target());
      }
      case CUT -> writers.get(fault.target()).network.cut();
      case SWALLOW -> writers.get(fault.target()).network.swallow();
      case SLOW -> writers.get(fault.target()).network.slow(true);
      case FORGET -> writers.get(fault.target()).forget();
    }
  }

  private void forget(int parity) {
    for (int i = parity % 2; i < writers.size(); i += 2) {
      writers.get(i).forget();
    }
  }

  private void end(Fault fault) throws IOException {
    switch (fault.kind()) {
      case KILL_NODE -> cluster.node(fault.target()).start();
      case PAUSE_NODE -> cluster.node(fault.target()).resume();
      case PAUSE_STORE -> TestNode.signal(cluster.redis().handle(), "CONT");
      case REWIND_STORE -> {
        rewound = true;
        cluster.storeFile().rewind(written);
      }
      case KILL_ALL -> cluster.nodes().forEach(TestNode::start);
      case SLOW -> writers.get(fault.target()).network.slow(false);
      case KILL_STORE, CUT, SWALLOW, FORGET -> {}
    }
  }

  /** All agree, and what was acknowledged is there; where the store was put back, as much of it as a client still has. */
  void check() {
    await("everything written is stored: " + seed)
        .atMost(PATIENCE)
        .until(() -> writers.stream().allMatch(Writer::isStored));
    var fresh = new ArrayList<Writer>();
    for (var node : cluster.nodes()) {
      var cookie = reader.cookie();
      fresh.add(new Writer("fresh " + node.port(), fresh.size() % 2 == 0, document, cookie, List.of(node.port()), 1));
    }
    try {
      await("fresh replicas are full").atMost(PATIENCE).until(() -> fresh.stream().allMatch(Writer::isStored));
      var all = new ArrayList<>(fresh);
      all.addAll(writers);
      await("all replicas agree").atMost(PATIENCE).untilAsserted(() -> assertThat(differences(all)).isEmpty());
      assertThat(wrong(all)).isEmpty();
      for (var node : cluster.nodes()) {
        assertThat(read(node)).as("over HTTP").isEqualTo(fresh.getFirst().replica().json());
      }
      assertThat(all.stream().flatMap(one -> one.faults().stream()).toList()).isEmpty();
    } finally {
      fresh.forEach(Writer::close);
    }
  }

  private List<String> wrong(List<Writer> all) {
    var ledger = Ledger.of(writers, all.getFirst().text(), rewound ? Writer::mine : Writer::edits);
    int written = writers.stream().mapToInt(writer -> writer.edits().size()).sum();
    var wrong = differences(all);
    ledger.lost().forEach(edit -> wrong.add("acknowledged and lost: " + edit));
    ledger.back().forEach(edit -> wrong.add("taken out, acknowledged, and there again: " + edit));
    ledger.twice().forEach(word -> wrong.add("there twice: " + word));
    if (ledger.acknowledged() < written / 4) {
      wrong.add(
          "only " + ledger.acknowledged() + " of " + written + " edits were acknowledged: nothing is shown by that");
    }
    return wrong;
  }

  private static List<String> differences(List<Writer> all) {
    var first = all.getFirst().replica();
    var differences = new ArrayList<String>();
    for (var one : all) {
      var replica = one.replica();
      if (!first.isSame(replica)) {
        differences.add(first.difference(replica));
      }
      if (replica.waits()) {
        differences.add(replica.of() + " has something that waits");
      }
    }
    return differences;
  }

  private String read(TestNode node) {
    try (var client = new HttpTestClient(node.port())) {
      var pair = reader.cookie().split("=", 2);
      var answer = client.cookie(pair[0], pair[1]).get("/api/documents/" + document);
      return answer.json().at("/content/" + Writer.ROOT).toString();
    }
  }

  @Override
  public void close() {
    typing = false;
    writers.forEach(Writer::close);
  }
}
