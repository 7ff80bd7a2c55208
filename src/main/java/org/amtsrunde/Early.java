package org.amtsrunde;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A part of the start that goes on beside the rest, on a thread of its own: much of a start is waiting for the store or for a disk, and
 * even a small machine has two processors.
 */
final class Early<T> {
  private final FutureTask<T> task;

  private Early(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins at once. */
  static <T> Early<T> begin(String name, Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name(name).daemon().start(task);
    return new Early<>(task);
  }

  /** Waits for it on the main thread; the work has deadlines of its own. Throws what it threw. */
  T await() throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the start was interrupted", e);
    }
  }
}
