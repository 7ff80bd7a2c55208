package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.centrifugal.centrifuge.ReplyError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.Member;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store is away for a while: nothing is acknowledged falsely, no socket is lost, and everything goes on by itself. */
class OutageIT {
  @TempDir static Path folder;
  private static RedisProcess redis;
  private static TestNode node;
  private static final List<Member> members = new ArrayList<>();
  private static String room;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisProcess.start(folder);
    node =
        new TestNode(
                "outage",
                Map.of(
                    "AMTSRUNDE_REDIS_URL", redis.url(), "AMTSRUNDE_REDIS_DEADLINE", "1000", "AMTSRUNDE_DEMO", "true"))
            .freshLog()
            .start()
            .awaitReady();
    for (var person : List.of("t1@altwasser.example", "t2@birkenried.example")) {
      members.add(new Member(person, List.of(node.port())).connect());
    }
    room = members.get(0).session().roundRoom();
  }

  @AfterAll
  static void stop() throws Exception {
    for (var member : members) {
      member.close();
    }
    node.close();
    redis.close();
  }

  @Test
  void aStoreThatDoesNotAnswerMakesCommandsTemporarilyUnavailable() throws Exception {
    var ledger = new Ledger("paused", room, members.get(0));
    var sending = new ArrayList<CompletableFuture<Void>>();
    TestNode.signal(redis.handle(), "STOP");
    long stopped = System.nanoTime();
    try {
      var refused = members.get(0).postOnce(room, "while-away", "ungewiss");
      assertThat(refused)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              ReplyError.class,
              error -> {
                assertThat(error.getCode()).isEqualTo(503);
                assertThat(error.isTemporary()).isTrue();
              });
      await("not ready").atMost(5, TimeUnit.SECONDS).until(() -> node.ready() == 503);
      for (int i = 0; i < members.size(); i++) {
        sending.add(ledger.send(members.get(i), "m" + i, 9));
      }
      var quick = members.get(1).postOnce(room, "while-away-2", "ungewiss");
      assertThat(quick).as("while the store is known to be away").failsWithin(Duration.ofSeconds(2));
      assertThat(members.get(0).session().post("/api/realtime/token", "{}").statusCode()).isEqualTo(503);
      await("half a minute without a store")
          .atMost(40, TimeUnit.SECONDS)
          .failFast(
              "somebody was told a falsehood or disconnected",
              () -> ledger.acknowledged() > 0 || !members.stream().allMatch(Member::connected))
          .until(() -> System.nanoTime() - stopped > TimeUnit.SECONDS.toNanos(30));
    } finally {
      TestNode.signal(redis.handle(), "CONT");
    }
    await("ready again").atMost(10, TimeUnit.SECONDS).until(() -> node.ready() == 200);
    for (var one : sending) {
      one.get(30, TimeUnit.SECONDS);
    }
    ledger.unknown("while-away");
    ledger.unknown("while-away-2");
    ledger.check(members);
    assertThat(members).allSatisfy(member -> assertThat(member.interruptions()).isEmpty());
  }

  @Test
  void aStoreThatIsKilledAndStartedAgainHasLostNothing() throws Exception {
    var ledger = new Ledger("killed", room, members.get(0));
    var sending = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < members.size(); i++) {
      sending.add(ledger.send(members.get(i), "m" + i, 25));
    }
    for (int kills = 1; kills <= 3; kills++) {
      int enough = kills * 10;
      await().atMost(20, TimeUnit.SECONDS).until(() -> ledger.acknowledged() >= enough);
      var victim = redis.handle();
      victim.destroyForcibly();
      await().until(() -> !victim.isAlive());
      await("started again").atMost(10, TimeUnit.SECONDS).until(() -> redis.handle().pid() != victim.pid());
    }
    for (var one : sending) {
      one.get(40, TimeUnit.SECONDS);
    }
    ledger.check(members);
    assertThat(members).allSatisfy(member -> assertThat(member.interruptions()).isEmpty());
    await("ready again").atMost(10, TimeUnit.SECONDS).until(() -> node.ready() == 200);
  }
}
