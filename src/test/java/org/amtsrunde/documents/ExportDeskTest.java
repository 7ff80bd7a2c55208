package org.amtsrunde.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportDeskTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    vertx.close().await();
  }

  private Future<byte[]> ask(ExportDesk desk, String person) {
    return desk.write(person, () -> false, () -> Future.succeededFuture(reads.incrementAndGet()), this::write);
  }

  private byte[] write(int read) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      running.decrementAndGet();
    }
    return new byte[] {(byte) read};
  }

  private static Refusal.Kind why(Future<?> refused) {
    await().until(refused::isComplete);
    var refusal = (Refusal) refused.cause();
    assertThat(refusal.retryAfterMillis()).isPositive();
    return refusal.kind();
  }

  @Test
  void writesOneAtATimeInOrderAndRefusesWhoeverIsTooMuch() {
    var desk = new ExportDesk(vertx, "a", LONG);
    var asked = new ArrayList<Future<byte[]>>();
    for (int i = 0; i <= ExportDesk.MOST_WAITING; i++) {
      asked.add(ask(desk, "person " + i));
    }
    assertThat(why(ask(desk, "person 3"))).isEqualTo(Refusal.Kind.TOO_MANY);
    assertThat(why(ask(desk, "one more"))).isEqualTo(Refusal.Kind.UNAVAILABLE);
    await().untilAtomic(reads, org.hamcrest.Matchers.is(1));
    gate.countDown();
    await().until(() -> asked.stream().allMatch(Future::succeeded));
    assertThat(asked.stream().map(each -> (int) each.result()[0])).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(most).hasValue(1);
    assertThat(ask(desk, "one more").await()).containsExactly(10);
  }

  @Test
  void aFailureEndsNothingForTheNext() {
    var desk = new ExportDesk(vertx, "b", LONG);
    gate.countDown();
    var failed =
        List.<Future<byte[]>>of(
            desk.write("a", () -> false, () -> Future.failedFuture(Refusal.notFound()), this::write),
            desk.<Integer>write(
                "b",
                () -> false,
                () -> {
                  throw Refusal.notFound();
                },
                this::write),
            desk.write(
                "c",
                () -> false,
                () -> Future.succeededFuture(1),
                read -> {
                  throw Refusal.notFound();
                }));
    await().until(() -> failed.stream().allMatch(each -> each.isComplete() && each.cause() instanceof Refusal));
    assertThat(ask(desk, "a").await()).containsExactly(1);
  }

  @Test
  void whatNobodyWaitsForIsNotRead() {
    var desk = new ExportDesk(vertx, "c", Duration.ofMillis(50));
    var first = ask(desk, "first");
    var late = ask(desk, "late");
    assertThat(why(first)).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(why(late)).isEqualTo(Refusal.Kind.UNAVAILABLE);
    gate.countDown();
    var patient = new ExportDesk(vertx, "d", LONG);
    var gone = patient.write("gone", () -> true, () -> Future.succeededFuture(reads.incrementAndGet()), this::write);
    assertThat(why(gone)).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(reads).hasValueLessThan(2);
  }
}
