package org.amtsrunde.documents.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Refusal;

/** Two threads that read and write the index. At most {@link #MOST_WAITING} tasks wait; one more is "unavailable". */
final class SearchWorkers {
  private static final int MOST_WAITING = 128;

  private final WorkerExecutor workers;
  private final AtomicInteger open = new AtomicInteger();

  SearchWorkers(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("search", 2);
  }

  <T> Future<T> run(Callable<T> task) {
    if (open.incrementAndGet() > MOST_WAITING) {
      open.decrementAndGet();
      return Future.failedFuture(Refusal.unavailable());
    }
    return workers.executeBlocking(task, false).onComplete(ignored -> open.decrementAndGet());
  }
}
