package org.amtsrunde.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.amtsrunde.support.TestCluster;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The messenger loses nothing. Three nodes and one store; in several rooms at once people post, edit, read, come and go with two kinds
 * of clients, while nodes, store and networks go wrong. Afterwards a {@link Checker} decides over what the clients wrote down.
 *
 * <p>A seed is a room. {@value #TOGETHER} seeds that follow each other share what happens to the cluster: {@code -Dseed=7} plays those
 * among which 7 is, {@code -Dseeds=500} plays the first five hundred.
 */
class MessengerProofIT {
  private static final int TOGETHER = 5;
  private static final int MILLIS = 6_000;
  private static final int STORE_RESTS = 800;
  private static final long SEEDS = Long.getLong("seeds", 20);
  private static final Long SEED = Long.getLong("seed");
  private static final List<String> PEOPLE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example",
          "m1@altwasser.example",
          "m2@birkenried.example",
          "moderation@donaulohe.example");

  private static TestCluster cluster;
  private static final List<Person> people = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster("proof", 3, Map.of("AMTSRUNDE_DRAIN_SECONDS", "1"));
    PEOPLE.forEach(email -> people.add(Person.of(email, cluster.portsFrom(0))));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void whateverGoesWrongTheInvariantsHold() {
    var broken = new TreeMap<Long, List<Violation>>();
    long first = SEED == null ? 0 : (SEED - 1) / TOGETHER;
    long last = SEED == null ? (SEEDS - 1) / TOGETHER : first;
    for (long group = first; group <= last; group++) {
      broken.putAll(play(group));
    }
    assertThat(broken).as("seeds; again by -Dseed=").isEmpty();
  }

  private static Map<Long, List<Violation>> play(long group) {
    var broken = new TreeMap<Long, List<Violation>>();
    var trials = new ArrayList<Trial>();
    long began = System.nanoTime();
    try {
      for (long seed : LongStream.rangeClosed(group * TOGETHER + 1, (group + 1) * TOGETHER).toArray()) {
        var some = new ArrayList<Person>();
        for (int i = 0; i < Trial.CLIENTS; i++) {
          some.add(people.get((int) ((seed + i * 3L) % people.size())));
        }
        trials.add(new Trial(cluster.portsFrom(0), cluster.redis(), seed, some));
      }
      trials.forEach(Trial::start);
      var tasks = new ArrayList<CompletableFuture<Void>>();
      for (var nemesis : Nemesis.ofCluster(group, cluster.nodes().size(), MILLIS)) {
        System.out.println("group " + group + ": " + nemesis);
        tasks.add(hit(nemesis, MessengerProofIT::begin, MessengerProofIT::end));
      }
      for (var trial : trials) {
        for (var nemesis : Nemesis.ofRoom(trial.seed, Trial.CLIENTS, MILLIS)) {
          tasks.add(hit(nemesis, trial::begin, trial::end));
        }
      }
      tasks.add(CompletableFuture.runAsync(() -> {}, after(MILLIS)));
      CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
      cluster.nodes().forEach(TestNode::awaitReady);
      trials.forEach(Trial::heal);
      for (var trial : trials) {
        var found = trial.judge();
        System.out.println("seed " + trial.seed + ": " + trial.summary() + ", broken: " + found);
        if (!found.isEmpty()) {
          broken.put(trial.seed, found);
        }
      }
    } finally {
      trials.forEach(Trial::close);
    }
    System.out.println("group " + group + " took " + (System.nanoTime() - began) / 1_000_000 + " ms");
    return broken;
  }

  private interface Blow {
    void of(Nemesis nemesis) throws IOException;
  }

  private static CompletableFuture<Void> hit(Nemesis nemesis, Blow begin, Blow end) {
    return CompletableFuture.runAsync(() -> run(begin, nemesis), after(nemesis.at()))
        .thenRunAsync(() -> run(end, nemesis), after(nemesis.length()));
  }

  private static void run(Blow blow, Nemesis nemesis) {
    try {
      blow.of(nemesis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Executor after(int millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
  }

  private static volatile long written;

  private static void begin(Nemesis nemesis) throws IOException {
    switch (nemesis.kind()) {
      case KILL_NODE -> cluster.node(nemesis.target()).kill();
      case PAUSE_NODE -> cluster.node(nemesis.target()).pause();
      case ROLLING_RESTART -> {
        for (var node : cluster.nodes()) {
          node.stop();
          node.start().awaitReady();
        }
      }
      case KILL_STORE -> cluster.redis().handle().destroyForcibly();
      case PAUSE_STORE -> TestNode.signal(cluster.redis().handle(), "STOP");
      case REWIND_STORE -> written = cluster.storeFile().written();
      case KILL_ALL -> {
        cluster.redis().handle().destroyForcibly();
        cluster.nodes().forEach(TestNode::kill);
      }
      default -> throw new IllegalArgumentException(nemesis + " hits no cluster");
    }
  }

  private static void end(Nemesis nemesis) throws IOException {
    switch (nemesis.kind()) {
      case KILL_NODE -> cluster.node(nemesis.target()).start();
      case PAUSE_NODE -> cluster.node(nemesis.target()).resume();
      case PAUSE_STORE -> TestNode.signal(cluster.redis().handle(), "CONT");
      case REWIND_STORE -> cluster.storeFile().rewind(written);
      case KILL_ALL -> cluster.nodes().forEach(TestNode::start);
      default -> {}
    }
  }
}
