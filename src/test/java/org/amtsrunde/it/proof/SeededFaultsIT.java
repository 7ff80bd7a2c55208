package org.amtsrunde.it.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.StoreFile;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proof can fail: the product with one deliberate fault each, in two nodes that share a store and find each other's entries by
 * looking for them alone. The product itself knows no such fault; its source is changed on the way to the test.
 */
class SeededFaultsIT {
  private static final int TALK_MILLIS = 3_500;

  /** In this room somebody is taken out right at the beginning. */
  private static final long SEED = 12;

  private static final List<String> PEOPLE =
      List.of("t1@altwasser.example", "t2@birkenried.example", "t3@donaulohe.example", "t4@eichbrunn.example");

  static List<Flaw> flaws() {
    return Flaws.ALL;
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void isCaught(Flaw flaw) throws Exception {
    var folder = Files.createTempDirectory("amtsrunde-flaw");
    try (var redis = RedisProcess.start(Files.createDirectories(folder.resolve("store")))) {
      assertThat(broken(flaw, folder, redis)).as(flaw.name()).containsAnyElementsOf(flaw.caughtBy());
    } finally {
      TestCluster.delete(folder);
    }
  }

  private static Set<Invariant> broken(Flaw flaw, Path folder, RedisProcess redis) throws Exception {
    var flaws = flaw.made(folder);
    try (var here = node(flaws, folder, redis);
        var there = node(flaws, folder, redis)) {
      var ports = List.of(here.port(), there.port());
      var people = new ArrayList<Person>();
      PEOPLE.forEach(email -> people.add(Person.of(email, ports)));
      try (var trial = new Trial(ports, redis, SEED, people)) {
        for (int i = 0; i < Trial.CLIENTS; i++) {
          trial.begin(new Nemesis(0, Nemesis.Kind.TWICE, i, 0));
        }
        trial.start();
        talk(flaw.meanwhile(), new StoreFile(folder.resolve("store"), redis));
        trial.heal();
        var found = trial.judge();
        System.out.println(flaw.name() + ": " + trial.summary() + ", broken: " + found.stream().limit(2).toList());
        return found.stream().map(Violation::invariant).collect(Collectors.toSet());
      }
    }
  }

  private static FlawedNode node(Path flaws, Path folder, RedisProcess redis) throws Exception {
    return FlawedNode.start(
        flaws,
        Map.of(
            "AMTSRUNDE_HTTP_PORT", "0",
            "AMTSRUNDE_METRICS_PORT", "0",
            "AMTSRUNDE_DATA_DIR", Files.createTempDirectory(folder, "data").toString(),
            "AMTSRUNDE_REDIS_URL", redis.url(),
            "AMTSRUNDE_DRAIN_SECONDS", "0",
            "AMTSRUNDE_DEMO", "true"));
  }

  private static void talk(Flaw.Meanwhile meanwhile, StoreFile store) throws Exception {
    pause(TALK_MILLIS / 2);
    if (meanwhile != Flaw.Meanwhile.NOTHING) {
      var before = store.redis().handle();
      long written = store.written();
      pause(TALK_MILLIS / 6);
      if (meanwhile == Flaw.Meanwhile.STORE_REWOUND) {
        store.rewind(written);
      } else {
        before.destroyForcibly();
      }
      await().atMost(10, TimeUnit.SECONDS).until(() -> store.redis().handle().pid() != before.pid());
    }
    pause(TALK_MILLIS / 2);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
