package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Refusal;

/**
 * Hashes and checks passwords on two threads of their own.
 *
 * <p>At most {@link #MOST_WAITING} tasks wait (about two seconds of work); one more is refused as
 * "too many". Safe to be called from any event loop, answers on the caller's. The threads end with
 * the Vert.x they belong to.
 */
public final class Passwords {
  static final int MOST_WAITING = 64;
  private static final int THREADS = 2;
  private static final long RETRY_MILLIS = 2000;

  /** What a check found. */
  public enum Verdict {
    WRONG,
    RIGHT,
    /** Right, and its hash should be made anew with today's cost. */
    RIGHT_BUT_WEAK
  }

  private final WorkerExecutor workers;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger open = new AtomicInteger();
  private final Argon2.Cost cost;
  private final String unmatchable;

  public Passwords(Vertx vertx) {
    this(vertx, Argon2.Cost.DEFAULT);
  }

  Passwords(Vertx vertx, Argon2.Cost cost) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    this.cost = cost;
    this.unmatchable = Argon2.unmatchable(cost);
  }

  /** The hash to store, with a new salt. */
  public Future<String> hash(String password) {
    return run(() -> {
      var salt = new byte[Argon2.SALT_BYTES];
      random.nextBytes(salt);
      return Argon2.hash(password, salt, cost);
    });
  }

  /**
   * @param hash as stored; empty for an account that does not exist, which takes just as long to be
   *     found wrong
   */
  public Future<Verdict> check(String password, Optional<String> hash) {
    return run(() -> {
      var against = hash.orElse(unmatchable);
      if (!Argon2.matches(password, against)) {
        return Verdict.WRONG;
      }
      return Argon2.isWeak(against, cost) ? Verdict.RIGHT_BUT_WEAK : Verdict.RIGHT;
    });
  }

  private <T> Future<T> run(Callable<T> task) {
    if (open.incrementAndGet() > MOST_WAITING) {
      open.decrementAndGet();
      return Future.failedFuture(Refusal.tooMany(RETRY_MILLIS));
    }
    return workers.executeBlocking(task, false).onComplete(ignored -> open.decrementAndGet());
  }
}
