package org.amtsrunde.it.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.TestNode;

/** A node with its own store, and people who type into one document while both are killed and the node is started again. */
public final class KillTrial implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEY_MILLIS = 100;
  private static final int STEADY_EDITS = 10;
  private static final String PERSON = "t1@altwasser.example";

  /**
   * What a kill costs.
   *
   * @param seconds from the kill until everybody was told of an edit stored that they made after it
   * @param acknowledged edits of which their writers had been told that they are stored
   * @param lost how many of those are not there
   * @param equal whether all replicas were the same in the end
   */
  public record Cost(double seconds, int acknowledged, int lost, boolean equal) {}

  private final TestNode node;
  private final String cookie;
  private final String room;

  /** Starts the node in a folder of its own. */
  public KillTrial(String folder) {
    node = new TestNode("kill", Map.of("AMTSRUNDE_DATA_DIR", folder, "AMTSRUNDE_DEMO", "true"));
    node.freshLog().start().awaitReady();
    var session = new Session(PERSON, List.of(node.port()));
    cookie = session.cookie();
    room = session.roundRoom();
  }

  private String document() {
    try (var client = HttpTestClient.of(node.port(), PERSON)) {
      var made = client.post("/api/documents", "{\"title\":\"Abbruch\",\"roomId\":\"" + room + "\"}");
      return made.json().get("id").asText();
    }
  }

  /** Kills node and store once. */
  public Cost kill(int people) throws InterruptedException {
    var id = document();
    var writers = new ArrayList<Writer>();
    for (int i = 0; i < people; i++) {
      writers.add(new Writer("p" + i, i % 2 == 0, id, cookie, List.of(node.port()), i));
    }
    try (var keys = Executors.newScheduledThreadPool(1)) {
      for (int i = 0; i < people; i++) {
        keys.scheduleAtFixedRate(writers.get(i)::type, i * KEY_MILLIS / people, KEY_MILLIS, TimeUnit.MILLISECONDS);
      }
      awaitAll(writers, writer -> acknowledged(writer, 0) >= STEADY_EDITS);
      var before = writers.stream().map(writer -> writer.edits().size()).toList();
      long killed = System.nanoTime();
      node.store().destroyForcibly();
      node.kill();
      node.start();
      awaitAll(writers, writer -> acknowledged(writer, before.get(writers.indexOf(writer))) > 0);
      double seconds = (System.nanoTime() - killed) / 1e9;
      keys.shutdown();
      keys.awaitTermination(5, TimeUnit.SECONDS);
      return looked(id, writers, seconds);
    } finally {
      writers.forEach(Writer::close);
    }
  }

  private Cost looked(String id, List<Writer> writers, double seconds) {
    awaitAll(writers, Writer::isStored);
    try (var fresh = new Writer("fresh", true, id, cookie, List.of(node.port()), 1)) {
      awaitAll(List.of(fresh), Writer::isStored);
      awaitAll(writers, writer -> fresh.replica().isSame(writer.replica()));
      var ledger = Ledger.of(writers, fresh.text(), Writer::edits);
      return new Cost(
          seconds,
          ledger.acknowledged(),
          ledger.lost().size() + ledger.back().size(),
          writers.stream().allMatch(writer -> fresh.replica().isSame(writer.replica())));
    }
  }

  private static void awaitAll(List<Writer> writers, Predicate<Writer> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> writers.stream().allMatch(condition));
  }

  private static long acknowledged(Writer writer, int from) {
    var edits = writer.edits();
    return edits.subList(from, edits.size()).stream().filter(Edit::isAcknowledged).count();
  }

  @Override
  public void close() {
    node.stop();
  }
}
