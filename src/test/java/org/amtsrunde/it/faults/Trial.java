package org.amtsrunde.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.TestCluster;
import org.amtsrunde.support.TestNode;

/** One document, those who type into it, and one schedule of faults: plays it, puts everything right, and looks at what is left. */
final class Trial implements AutoCloseable {
  private static final int MILLIS = 5_000;
  private static final int KEY_MILLIS = 40;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestCluster cluster;
  private final long seed;
  private final String document;
  private final HttpTestClient reader;
  private final List<Writer> writers = new ArrayList<>();
  private volatile boolean typing = true;

  private final Storm storm;

  Trial(TestCluster cluster, long seed, String document, HttpTestClient reader, List<String> cookies) {
    this.cluster = cluster;
    this.seed = seed;
    this.document = document;
    this.reader = reader;
    for (int i = 0; i < cookies.size(); i++) {
      var ports = cluster.portsFrom(i % cluster.nodes().size());
      writers.add(new Writer("s" + seed + "p" + i, i % 2 == 0, document, cookies.get(i), ports, seed * 100 + i));
    }
    storm = new Storm(cluster, seed, writers);
  }

  /** Everybody types while it goes wrong; afterwards everything runs again. */
  void play() {
    writers.forEach(writer -> type(writer, 0));
    storm.rage(MILLIS);
    typing = false;
    storm.heal();
  }

  private void type(Writer writer, int millis) {
    CompletableFuture.runAsync(
            () -> {
              if (typing) {
                writer.type();
                type(writer, KEY_MILLIS);
              }
            },
            Storm.after(millis))
        .exceptionally(failure -> {
          writer.fault("cannot type: " + failure);
          return null;
        });
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
    var ledger = Ledger.of(writers, all.getFirst().text(), storm.rewound() ? Writer::mine : Writer::edits);
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
