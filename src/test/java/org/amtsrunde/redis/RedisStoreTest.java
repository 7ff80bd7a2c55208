package org.amtsrunde.redis;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStoreTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  @Test
  void answersInOrderAndKeepsWhatItAcknowledged() {
    var answers = new ArrayList<Future<String>>();
    for (int i = 0; i < 1000; i++) {
      answers.add(REDIS.store().send(Command.INCR, "n").map(String::valueOf));
    }
    await(Future.all(answers));
    for (int i = 0; i < 1000; i++) {
      assertThat(answers.get(i).result()).isEqualTo(String.valueOf(i + 1));
    }
  }

  @Test
  void aKilledStoreIsAnsweredAsUnavailableAndComesBackWithEverythingAcknowledged() {
    await(REDIS.store().send(Command.SET, "kept", "1"));
    var waiting = new ArrayList<Future<?>>();
    REDIS.process().handle().destroyForcibly();
    for (int i = 0; i < 100; i++) {
      waiting.add(REDIS.store().send(Command.SET, "k" + i, "v"));
    }
    var all = Future.join(waiting);
    Awaitility.await().until(all::isComplete);
    waiting.stream()
        .filter(Future::failed)
        .forEach(f -> assertThat(((Refusal) f.cause()).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    Awaitility.await().until(() -> REDIS.store().isUp());
    assertThat(await(REDIS.store().send(Command.GET, "kept")).toString()).isEqualTo("1");
  }

  @Test
  void aPausedStoreIsGivenUpAfterTheDeadline() throws Exception {
    var impatient =
        new RedisStore(REDIS.vertx(), REDIS.loops(), StoreOptions.of(List.of(REDIS.url()), "single", ""), 300);
    await(impatient.open());
    var pid = REDIS.process().handle().pid();
    new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor();
    try {
      assertThatThrownBy(() -> await(impatient.send(Command.PING)))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    } finally {
      new ProcessBuilder("kill", "-CONT", String.valueOf(pid)).start().waitFor();
    }
    Awaitility.await().until(impatient::isUp);
    Awaitility.await().ignoreExceptions().until(() -> await(impatient.send(Command.PING)) != null);
    await(impatient.close());
  }

  @Test
  void refusesAStoreThatEvicts() {
    await(REDIS.store().send(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru"));
    try {
      assertThatThrownBy(() -> await(StoreCheck.check(REDIS.store()))).hasMessageContaining("allkeys-lru");
    } finally {
      await(REDIS.store().send(Command.CONFIG, "SET", "maxmemory-policy", "noeviction"));
    }
    await(StoreCheck.check(REDIS.store()));
  }

  @Test
  void theEmbeddedStoreWritesDownEverythingAtOnceAndThrowsNothingAway() {
    var wanted =
        Map.of(
            "appendonly", "yes",
            "appendfsync", "always",
            "no-appendfsync-on-rewrite", "no",
            "maxmemory-policy", "noeviction",
            "save", "",
            "stream-node-max-entries", "1",
            "slowlog-log-slower-than", "-1",
            "port", "0",
            "unixsocketperm", "700");
    wanted.forEach((key, value) ->
        assertThat(await(REDIS.store().send(Command.CONFIG, "GET", key)).get(key).toString()).as(key).isEqualTo(value));
  }
}
