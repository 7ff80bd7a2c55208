package org.amtsrunde.documents.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Refusal;

/**
 * Does what takes longer than an event loop may: large updates, whole documents, compaction. At most {@link #MOST_WAITING} tasks
 * wait; one more is "unavailable". Answers on the loop that asked. The threads end with the Vert.x they belong to.
 */
public final class Workers {
  static final int MOST_WAITING = 256;

  /** Up to so many bytes are read where they are; more goes to a worker. */
  public static final int SMALL = 64 * 1024;

  private final WorkerExecutor workers;
  private final AtomicInteger open = new AtomicInteger();

  public Workers(Vertx vertx) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    this.workers = vertx.createSharedWorkerExecutor("documents", threads);
  }

  /** @param bytes about how many bytes the task reads or writes */
  public <T> Future<T> run(long bytes, Callable<T> task) {
    if (bytes <= SMALL) {
      try {
        return Future.succeededFuture(task.call());
      } catch (Exception e) {
        return Future.failedFuture(e);
      }
    }
    if (open.incrementAndGet() > MOST_WAITING) {
      open.decrementAndGet();
      return Future.failedFuture(Refusal.unavailable());
    }
    return workers.executeBlocking(task, false).onComplete(ignored -> open.decrementAndGet());
  }

  /** Tasks that run or wait. */
  public int open() {
    return open.get();
  }
}
