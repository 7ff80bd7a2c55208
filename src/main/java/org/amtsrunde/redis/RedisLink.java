package org.amtsrunde.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to the store that belongs to one event loop.
 *
 * <p>Commands of a loop reach the store in the order they were sent. While the link is down, and when more than {@link
 * #MAX_WAITING} replies are outstanding, a command fails at once with {@link Refusal.Kind#UNAVAILABLE}. One look at the
 * oldest of them is the deadline of all: past it the connection is given up, everything
 * outstanding fails, and the link connects anew. A command that failed so may have been executed; that is what {@code cid}s
 * are for.
 */
final class RedisLink {
  static final int MAX_WAITING = 32_768;
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 250;

  /** How long nothing is sent to a store that has come back: by then every node has connected and said what it had seen. */
  private static final long RETURN_MILLIS = 2 * LONGEST_PAUSE_MILLIS;

  private static final Pattern RUN = Pattern.compile("run_id:(\\w+)");

  /** Of a store that has just been started and is not empty. */
  private static final Pattern YOUNG = Pattern.compile("(?s)uptime_in_seconds:[01]\\s.*\\sdb\\d+:keys=");

  /** A command that waits for its answer; told apart by identity. */
  private static final class Sent {
    final long at;

    Sent(long at) {
      this.at = at;
    }
  }

  private final Vertx vertx;
  private final ContextInternal context;
  private final RedisOptions options;
  private final long deadlineNanos;

  /** In the order in which they were sent; each is removed when it is answered, whatever the order of the answers. */
  private final Set<Sent> outstanding = new LinkedHashSet<>();

  /** What the store has been told on this connection. */
  private final Set<Script> taught = new HashSet<>();

  private LongConsumer observer = nanos -> {};
  private Function<Function<Request, Future<Response>>, Future<Void>> onReturn = sender -> Future.succeededFuture();

  /** The process that the store was when we last had a connection; empty before the first. */
  private String run = "";

  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private int generation;
  private boolean closed;
  private volatile boolean up;

  RedisLink(Vertx vertx, Context context, RedisOptions options, long deadlineMillis) {
    this.vertx = vertx;
    this.context = (ContextInternal) context;
    this.options = options;
    this.deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
  }

  void observe(LongConsumer taker) {
    observer = taker;
  }

  void onReturn(Function<Function<Request, Future<Response>>, Future<Void>> check) {
    onReturn = check;
  }

  /**
   * Connects and keeps the link up from now on. The future tells of the first attempt only; but a store that is there and still reads
   * what it has kept is waited for.
   */
  Future<Void> open() {
    var first = Promise.<Void>promise();
    context.runOnContext(ignored -> {
      vertx.setPeriodic(200, timer -> checkDeadline(timer));
      connect().onComplete(tried -> opened(tried, first));
    });
    return first.future();
  }

  private void opened(AsyncResult<Void> tried, Promise<Void> first) {
    if (tried.succeeded() || up) {
      first.complete();
    } else if (closed || !StoreFailure.isLoading(tried.cause())) {
      first.fail(tried.cause());
    } else {
      vertx.setTimer(LONGEST_PAUSE_MILLIS, again -> opened(Future.failedFuture(tried.cause()), first));
    }
  }

  boolean isUp() {
    return up;
  }

  /** Sends one command; call it from any thread, the answer comes on the link's loop. */
  Future<Response> send(Request request) {
    return send(request, null);
  }

  /** Like {@link #send(Request)}, for a command that calls {@code script} by its hash. */
  Future<Response> send(Request request, @Nullable Script script) {
    if (context.inThread()) {
      return sendNow(request, script);
    }
    var promise = context.<Response>promise();
    context.runOnContext(ignored -> sendNow(request, script).onComplete(promise));
    return promise.future();
  }

  private Future<Response> sendNow(Request request, @Nullable Script script) {
    var open = connection;
    if (open == null || outstanding.size() >= MAX_WAITING) {
      return Future.failedFuture(Refusal.unavailable());
    }
    if (script != null && taught.add(script)) {
      teach(open, script);
    }
    var sent = new Sent(System.nanoTime());
    outstanding.add(sent);
    int sentIn = generation;
    return open.send(request)
        .onComplete(ignored -> {
          outstanding.remove(sent);
          observer.accept(System.nanoTime() - sent.at);
        })
        .recover(failure -> {
          if (!StoreFailure.isReply(failure) || StoreFailure.unknownScript(failure)) {
            lost(sentIn);
          }
          return Future.failedFuture(StoreFailure.translate(failure));
        });
  }

  Future<Void> close() {
    var done = Promise.<Void>promise();
    context.runOnContext(ignored -> {
      closed = true;
      giveUp();
      done.complete();
    });
    return done.future();
  }

  private Future<Void> connect() {
    if (closed) {
      return Future.succeededFuture();
    }
    var fresh = Redis.createClient(vertx, options);
    client = fresh;
    int mine = ++generation;
    var attempt =
        Future.future((Promise<RedisConnection> promise) -> fresh.connect().compose(this::greeted).onComplete(promise));
    return attempt
        .timeout(TimeUnit.NANOSECONDS.toMillis(deadlineNanos) + RETURN_MILLIS, TimeUnit.MILLISECONDS)
        .map(made -> {
          if (mine != generation || closed) {
            fresh.close().onFailure(gone -> {});
            return null;
          }
          made.exceptionHandler(failure -> lost(mine));
          made.endHandler(ignored -> lost(mine));
          connection = made;
          pauseMillis = FIRST_PAUSE_MILLIS;
          outstanding.clear();
          taught.clear();
          up = true;
          return (Void) null;
        })
        .onFailure(failure -> {
          if (pauseMillis == FIRST_PAUSE_MILLIS) {
            LOG.warn("the store cannot be reached: {}", failure.getMessage());
          }
          lost(mine);
        });
  }

  /**
   * Goes out before the command that calls the script, so that nothing has to be sent again behind a later command. A store
   * that forgets its scripts (SCRIPT FLUSH) costs the connection: sent again, a command would be overtaken by those behind it.
   */
  private static void teach(RedisConnection connection, Script script) {
    connection
        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.source()))
        .onFailure(failure -> LOG.warn("the store does not take a script: {}", failure.getMessage()));
  }

  /** A store that stands still takes connections, too: it is there when it answers. */
  private Future<RedisConnection> greeted(RedisConnection made) {
    return made.send(Request.cmd(Command.PING))
        .compose(pong -> made.send(Request.cmd(Command.INFO)))
        .compose(info -> {
          var text = String.valueOf(info);
          var matcher = RUN.matcher(text);
          var found = matcher.find() ? matcher.group(1) : "";
          boolean returned = run.isEmpty() ? YOUNG.matcher(text).find() : !run.equals(found);
          return (returned ? returned(made) : Future.<Void>succeededFuture()).onSuccess(checked -> run = found);
        })
        .map(made);
  }

  private Future<Void> returned(RedisConnection made) {
    return onReturn.apply(made::send).compose(checked -> vertx.timer(RETURN_MILLIS, TimeUnit.MILLISECONDS).mapEmpty());
  }

  private void lost(int which) {
    if (which != generation || closed) {
      return;
    }
    if (up) {
      LOG.warn("connection to the store lost, connecting anew");
    }
    giveUp();
    vertx.setTimer(pauseMillis, ignored -> connect().onFailure(triedAgain -> {}));
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
  }

  private void giveUp() {
    up = false;
    connection = null;
    generation++;
    outstanding.clear();
    var old = client;
    client = null;
    if (old != null) {
      old.close().onFailure(gone -> {});
    }
  }

  private void checkDeadline(long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
      return;
    }
    var oldest = outstanding.isEmpty() ? null : outstanding.iterator().next();
    if (oldest != null && System.nanoTime() - oldest.at > deadlineNanos) {
      LOG.warn("the store has not answered for {} ms", TimeUnit.NANOSECONDS.toMillis(deadlineNanos));
      lost(generation);
    }
  }
}
