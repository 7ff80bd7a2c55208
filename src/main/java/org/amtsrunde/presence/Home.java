package org.amtsrunde.presence;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;

/** The one event loop on which all presence of a node is decided. */
final class Home {
  private final ContextInternal context;

  Home(Context context) {
    this.context = (ContextInternal) context;
  }

  void run(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  /** Runs a task here; the answer comes on the loop of the caller. */
  <T> Future<T> call(Supplier<Future<T>> task) {
    var caller = ContextInternal.current();
    Promise<T> promise = caller == null ? Promise.promise() : caller.promise();
    run(() -> Future.succeededFuture().compose(ignored -> task.get()).onComplete(promise));
    return promise.future();
  }

  /** Brings an answer from elsewhere to this loop. */
  <T> Future<T> here(Future<T> future) {
    Promise<T> promise = context.promise();
    future.onComplete(promise);
    return promise.future();
  }
}
