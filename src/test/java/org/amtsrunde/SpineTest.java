package org.amtsrunde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node stands on and how it leaves. */
class SpineTest {
  @TempDir Path folder;

  @Test
  void theNativeTransportCarriesIt() throws Exception {
    try (var engine = OpenEngine.start(folder)) {
      assertThat(engine.spine().vertx().isNativeTransportEnabled()).isTrue();
    }
  }

  @Test
  void whoeverSharesOutTheTrafficIsToldOfTheEndBeforeTheEnd() throws Exception {
    var engine = OpenEngine.start(folder);
    try (var health = new HttpTestClient(engine.port());
        var client = new RawClient(engine.port())) {
      assertThat(health.get("/health/ready").status()).isEqualTo(200);
      client.send("{\"id\":1,\"connect\":{\"token\":\"anna\"}}").awaitLine("\"id\":1");
      // What is left to do holds the door open; a node that is asked meanwhile must say so.
      var rest = Promise.<Void>promise();
      var closing = CompletableFuture.runAsync(() -> engine.spine().close(seconds -> rest.future(), rest::future));
      await().until(() -> health.get("/health/ready").status() == 503);
      assertThat(health.get("/health/ready").text()).contains("\"draining\":true");
      assertThat(health.get("/health/live").status()).isEqualTo(200);
      assertThat(client.awaitClose()).isEqualTo(3001);
      rest.complete();
      closing.get(30, TimeUnit.SECONDS);
    }
  }
}
