package org.amtsrunde.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to the store over the link of the calling event loop; callers elsewhere use the first link.
 *
 * <p>Guarantees: commands of one loop keep their order; every future completes within the deadline or fails with "unavailable"
 * ({@link org.amtsrunde.kernel.Refusal}); no answer of success before the store has answered, and a store set up as
 * recommended answers after fsync.
 */
public final class RedisStore {
  private final Map<Thread, RedisLink> byThread = new ConcurrentHashMap<>();
  private final List<RedisLink> links;
  private final boolean byText;

  /**
   * @param loops one context per event loop
   * @param deadlineMillis how long an answer may take
   */
  public RedisStore(Vertx vertx, List<Context> loops, RedisOptions options, long deadlineMillis) {
    byText = options.getType() == RedisClientType.CLUSTER;
    links = loops.stream().map(loop -> new RedisLink(vertx, loop, options, deadlineMillis)).toList();
    for (int i = 0; i < links.size(); i++) {
      var link = links.get(i);
      loops.get(i).runOnContext(ignored -> byThread.put(Thread.currentThread(), link));
    }
  }

  /** Who is told after how many nanoseconds a command was answered, on the loop of its link; set before {@link #open}. */
  public void observe(LongConsumer observer) {
    links.forEach(link -> link.observe(observer));
  }

  /**
   * What is done on each connection to a store that is another process than before, such as one that was started again or has taken
   * over, before anything else is sent on it; set before {@link #open}. It may have lost what was acknowledged.
   *
   * @param check is given what sends a command on that connection; the link stays down until it has succeeded
   */
  public void onReturn(Function<Function<Request, Future<Response>>, Future<Void>> check) {
    links.forEach(link -> link.onReturn(check));
  }

  /** Connects all links; fails if one cannot be connected within the deadline. */
  public Future<Void> open() {
    return Future.all(links.stream().map(RedisLink::open).toList()).mapEmpty();
  }

  public Future<Void> close() {
    return Future.all(links.stream().map(RedisLink::close).toList()).mapEmpty();
  }

  /** Whether every link is connected. */
  public boolean isUp() {
    return links.stream().allMatch(RedisLink::isUp);
  }

  public Future<Response> send(Request request) {
    return link().send(request);
  }

  private RedisLink link() {
    var own = byThread.get(Thread.currentThread());
    return own == null ? links.get(0) : own;
  }

  /** Sends a command whose arguments are texts, numbers or bytes. The answer of a missing value is null. */
  public Future<@Nullable Response> send(Command command, Object... args) {
    return send(fill(Request.cmd(command), args));
  }

  /**
   * Runs a script: by its hash, the store is told its text once on each connection. In a Redis Cluster always by its text, for the
   * client tells one node of it, and that is hardly ever the one that has the key.
   *
   * @param keys every key that the script touches; all in one slot
   */
  public Future<@Nullable Response> eval(Script script, List<String> keys, Object... args) {
    var request =
        byText ? Request.cmd(Command.EVAL).arg(script.source()) : Request.cmd(Command.EVALSHA).arg(script.sha1());
    request.arg(keys.size());
    keys.forEach(request::arg);
    return link().send(fill(request, args), byText ? null : script);
  }

  private static Request fill(Request request, Object[] args) {
    for (var arg : args) {
      switch (arg) {
        case String text -> request.arg(text);
        case byte[] bytes -> request.arg(bytes);
        case Integer number -> request.arg(number);
        case Long number -> request.arg(number);
        default -> throw new IllegalArgumentException("cannot send a " + arg.getClass());
      }
    }
    return request;
  }
}
