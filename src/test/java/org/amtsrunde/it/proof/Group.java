package org.amtsrunde.it.proof;

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

/** Several rooms at once in one cluster, to which one schedule happens. */
final class Group {
  /** Seeds of a group. */
  static final int SIZE = 7;

  /** How long people talk at least. */
  static final int MILLIS = 6_000;

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

  private final TestCluster cluster;
  private final List<Person> people;

  Group(TestCluster cluster) {
    this.cluster = cluster;
    people = PEOPLE.stream().map(email -> Person.of(email, cluster.portsFrom(0))).toList();
  }

  /** Plays the seeds of the group of this number; what was broken, by seed. */
  Map<Long, List<Violation>> play(long number, List<Nemesis> schedule, Hand hand) {
    var trials = new ArrayList<Trial>();
    long began = System.nanoTime();
    try {
      LongStream.rangeClosed(number * SIZE + 1, (number + 1) * SIZE).forEach(seed -> trials.add(trial(seed)));
      trials.forEach(Trial::start);
      var tasks = new ArrayList<CompletableFuture<Void>>();
      for (var nemesis : schedule) {
        System.out.println("group " + number + ": " + nemesis);
        tasks.add(hit(nemesis, hand::begin, hand::end));
      }
      for (var trial : trials) {
        for (var nemesis : Nemesis.ofRoom(trial.seed, Trial.CLIENTS, MILLIS)) {
          tasks.add(hit(nemesis, trial::begin, trial::end));
        }
      }
      tasks.add(CompletableFuture.runAsync(() -> {}, after(MILLIS)));
      CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
      cluster.nodes().forEach(TestNode::awaitReadyAgain);
      trials.forEach(Trial::heal);
      return judged(trials);
    } finally {
      trials.forEach(Trial::close);
      System.out.println("group " + number + " took " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
  }

  private Trial trial(long seed) {
    var some = new ArrayList<Person>();
    for (int i = 0; i < Trial.CLIENTS; i++) {
      some.add(people.get((int) ((seed + i * 3L) % people.size())));
    }
    return new Trial(cluster.portsFrom(0), cluster.redis(), seed, some);
  }

  private static Map<Long, List<Violation>> judged(List<Trial> trials) {
    var broken = new TreeMap<Long, List<Violation>>();
    for (var trial : trials) {
      var found = trial.judge();
      System.out.println("seed " + trial.seed + ": " + trial.summary() + ", broken: " + found);
      if (!found.isEmpty()) {
        broken.put(trial.seed, found);
      }
    }
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
}
