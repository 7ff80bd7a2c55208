package org.amtsrunde.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two nodes with one store whose bus loses every frame: each believes to be alone, so that its bus tells nobody. The audit of
 * the heads alone delivers.
 */
@Isolated
class LostDoorbellsTest {
  /** What the protocol page promises, and half a second for a machine that is busy with other tests. */
  private static final Duration PROMISED = Duration.ofMillis(2500);

  @Test
  void whatTheBusLosesArrivesWithinTwoSeconds(@TempDir Path store, @TempDir Path one, @TempDir Path two)
      throws Exception {
    try (var redis = RedisProcess.start(store);
        var here = OpenEngine.start(one, redis.url());
        var there = OpenEngine.start(two, redis.url());
        var writer = new RawClient(here.port());
        var reader = new RawClient(there.port())) {
      writer.send("{\"id\":1,\"connect\":{\"token\":\"w\"}}").awaitLine("\"id\":1", "\"connect\"");
      reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1", "\"connect\"");
      reader.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:lost\"}}").awaitLine("\"id\":2", "\"subscribe\"");
      long longest = 0;
      for (int n = 1; n <= 5; n++) {
        var data = "\"data\":{\"n\":" + n + "}";
        writer.send("{\"id\":" + (n + 1) + ",\"publish\":{\"channel\":\"test:lost\"," + data + "}}");
        writer.awaitLine("{\"id\":" + (n + 1) + ",\"publish\"");
        long acknowledged = System.nanoTime();
        reader.awaitLine("\"push\"", data, "\"offset\":" + n);
        longest = Math.max(longest, System.nanoTime() - acknowledged);
      }
      System.out.println("without the bus the slowest of 5 came after " + Duration.ofNanos(longest).toMillis() + " ms");
      assertThat(Duration.ofNanos(longest)).isLessThan(PROMISED);
      assertThat(there.spine().metricsText()).containsPattern("amtsrunde_doorbells_lost_total\\{node=\"open\"} [1-9]");
    }
  }
}
