package org.amtsrunde.realtime;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.StoreFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that comes back without what it has acknowledged. */
class RewoundStoreTest {
  private static final String CHANNEL = "test:rewound";

  private static Append entry(int number) {
    return Append.of(CHANNEL, String.valueOf(number).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void notOneNumberThatWasGivenIsGivenAgainInTheSameEpoch(@TempDir Path store, @TempDir Path data) throws Exception {
    try (var redis = RedisProcess.start(store);
        var engine = OpenEngine.start(data, redis.url());
        var reader = new RawClient(engine.port())) {
      reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1", "\"connect\"");
      reader.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + CHANNEL + "\"}}").awaitLine("\"id\":2");
      var log = engine.log();
      await(log.append(entry(1)));
      var file = new StoreFile(store, redis);
      long written = file.written();
      var before = await(log.append(entry(2)));
      reader.awaitLine("\"pub\"", "\"offset\":2");
      comesBackWithout(written, file, engine);
      var after = await(log.append(entry(3)));
      assertThat(after.offset()).isEqualTo(2);
      assertThat(after.epoch()).isNotEqualTo(before.epoch());
    }
  }

  private static void comesBackWithout(long written, StoreFile file, OpenEngine engine) throws Exception {
    file.rewind(written);
    Awaitility.await().until(() -> !engine.store().isUp());
    Awaitility.await().until(() -> engine.store().isUp());
  }

  @Test
  void anEpochThatHasEndedIsNotTakenUpAgain(@TempDir Path store, @TempDir Path data) throws Exception {
    try (var redis = RedisProcess.start(store);
        var engine = OpenEngine.start(data, redis.url());
        var reader = new RawClient(engine.port())) {
      reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1", "\"connect\"");
      reader.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + CHANNEL + "\"}}").awaitLine("\"id\":2");
      var log = engine.log();
      var file = new StoreFile(store, redis);
      await(log.append(entry(1)));
      long oldest = file.written();
      var first = await(log.append(entry(2)));
      long old = file.written();
      await(log.append(entry(3)));
      comesBackWithout(old, file, engine);
      var second = await(log.append(entry(4)));
      reader.awaitLine("\"unsubscribe\"", "2500");
      reader.send("{\"id\":3,\"subscribe\":{\"channel\":\"" + CHANNEL + "\"}}").awaitLine("\"id\":3");
      // Now the log ends before where it ever stood in its second epoch, and is in the first one.
      comesBackWithout(oldest, file, engine);
      var third = await(log.append(entry(5)));
      assertThat(third.offset()).isEqualTo(2);
      assertThat(third.epoch()).isNotIn(first.epoch(), second.epoch());
    }
  }

  @Test
  void aLogThatIsPutBackWhileTheStoreRunsIsFoundOutByTheNextLook(@TempDir Path data) throws Exception {
    try (var engine = OpenEngine.start(data);
        var reader = new RawClient(engine.port())) {
      reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1", "\"connect\"");
      var log = engine.log();
      var first = await(log.append(entry(1)));
      reader.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + CHANNEL + "\"}}").awaitLine("\"id\":2");
      putBack(engine, "later 1");
      reader.awaitLine("\"unsubscribe\"", "2500");
      reader.send("{\"id\":3,\"subscribe\":{\"channel\":\"" + CHANNEL + "\"}}").awaitLine("\"id\":3", "later");
      putBack(engine, first.epoch() + " 1");
      Awaitility.await()
          .untilAsserted(() -> assertThat(await(log.head(CHANNEL)).epoch()).isNotIn("later", first.epoch()));
    }
  }

  private static void putBack(OpenEngine engine, String head) throws Exception {
    await(engine.store().send(Command.SET, Keys.head(CHANNEL), head));
  }
}
