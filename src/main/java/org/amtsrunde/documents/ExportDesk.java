package org.amtsrunde.documents;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Refusal;

/**
 * Writes one file at a time on a thread of its own, for that may take half a minute and much memory. At most {@link #MOST_WAITING} more
 * wait, one of each person; their documents are read when it is their turn. May be called from any loop.
 */
final class ExportDesk {
  static final int MOST_WAITING = 8;

  /** From being asked to the answer; what runs then comes to its end, and nobody sees it. */
  static final Duration LONGEST = Duration.ofSeconds(55);

  private static final long RETRY_MILLIS = 15_000;

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final long longestMillis;

  /** Whose thread alone knows who waits. */
  private final Context home;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Set<String> people = new HashSet<>();
  private boolean busy;

  ExportDesk(Vertx vertx, String name, Duration longest) {
    this.vertx = vertx;
    this.worker = vertx.createSharedWorkerExecutor(name, 1, 5, TimeUnit.MINUTES);
    this.longestMillis = longest.toMillis();
    this.home = vertx.getOrCreateContext();
  }

  /**
   * @param unwanted whether nobody waits for the file any more; asked when its turn has come
   * @param read what the file is made of; called on the loop of the caller
   * @param write makes it; may take long
   * @return fails as "unavailable" where too many wait, or it takes too long, and as "too many" for a second one of a person
   */
  <T> Future<byte[]> write(
      String person, BooleanSupplier unwanted, Supplier<Future<T>> read, Function<T, byte[]> write) {
    var done = Promise.<byte[]>promise();
    var answer = done.future().timeout(longestMillis, TimeUnit.MILLISECONDS).recover(ExportDesk::told);
    Handler<Void> turn =
        ignored ->
            Future.succeededFuture()
                .compose(now -> {
                  if (unwanted.getAsBoolean() || answer.isComplete()) {
                    throw Refusal.unavailable(RETRY_MILLIS);
                  }
                  return read.get();
                })
                .compose(content -> worker.executeBlocking(() -> write.apply(content), false))
                .onComplete(written -> {
                  home.runOnContext(left -> leave(person));
                  done.handle(written);
                });
    var loop = vertx.getOrCreateContext();
    home.runOnContext(ignored -> enter(person, () -> loop.runOnContext(turn), done));
    return answer;
  }

  private static Future<byte[]> told(Throwable failure) {
    return Future.failedFuture(failure instanceof TimeoutException ? Refusal.unavailable(RETRY_MILLIS) : failure);
  }

  private void enter(String person, Runnable turn, Promise<?> done) {
    if (people.contains(person)) {
      done.fail(Refusal.tooMany(RETRY_MILLIS));
    } else if (busy && waiting.size() >= MOST_WAITING) {
      done.fail(Refusal.unavailable(RETRY_MILLIS));
    } else {
      people.add(person);
      waiting.add(turn);
      next();
    }
  }

  private void leave(String person) {
    people.remove(person);
    busy = false;
    next();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.removeFirst().run();
    }
  }
}
