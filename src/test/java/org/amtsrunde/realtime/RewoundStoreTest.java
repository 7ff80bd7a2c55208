package org.amtsrunde.realtime;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amtsrunde.OpenEngine;
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
      file.rewind(written);
      Awaitility.await().until(() -> !engine.store().isUp());
      Awaitility.await().until(() -> engine.store().isUp());
      var after = await(log.append(entry(3)));
      assertThat(after.offset()).isEqualTo(2);
      assertThat(after.epoch()).isNotEqualTo(before.epoch());
    }
  }
}
