package org.amtsrunde.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a node that hears nobody takes for cut off: itself. */
class ClusterBusTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    RedisExtension.await(vertx.close());
  }

  @Test
  void aNodeThatNobodyAnswersIsNotReadyUntilItIsAloneOrHeard() {
    var alive = new AtomicReference<>(Set.of("a"));
    var bus = new ClusterBus(vertx, vertx.getOrCreateContext(), "a", alive::get, 1_000);
    RedisExtension.await(bus.start());
    assertThat(bus.healthy()).as("alone").isTrue();

    alive.set(Set.of("a", "b"));
    await("nobody answers under the name of b").atMost(30, TimeUnit.SECONDS).until(() -> !bus.healthy());

    var b = new ClusterBus(vertx, vertx.getOrCreateContext(), "b", alive::get, 1_000);
    b.on("greet", frame -> {});
    RedisExtension.await(b.start());
    await("b answers").atMost(30, TimeUnit.SECONDS).until(bus::healthy);
    RedisExtension.await(b.stop());
    await("b is silent again").atMost(30, TimeUnit.SECONDS).until(() -> !bus.healthy());

    alive.set(Set.of("a"));
    await("b has lost its lease").atMost(30, TimeUnit.SECONDS).until(bus::healthy);
  }
}
