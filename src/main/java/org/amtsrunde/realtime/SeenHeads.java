package org.amtsrunde.realtime;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/**
 * How far this node has seen the logs that it follows, by whatever it was told of them: what a store that comes back must still have.
 * One entry for each channel that is followed; may be called from any thread.
 */
final class SeenHeads {
  static final Script NEW_EPOCH = Script.load(SeenHeads.class, "new-epoch.lua");
  private static final int BATCH = 500;

  private record Known(String channel, Position head) {}

  private final Map<String, Position> heads = new ConcurrentHashMap<>();
  private final Ids ids;

  SeenHeads(Ids ids) {
    this.ids = ids;
  }

  void follow(String channel, Position at) {
    heads.put(channel, at);
  }

  void forget(String channel) {
    heads.remove(channel);
  }

  /** An entry stands there. */
  void saw(String channel, String epoch, long offset) {
    heads.computeIfPresent(
        channel,
        (any, head) -> head.epoch().equals(epoch) && head.offset() >= offset ? head : new Position(epoch, offset));
  }

  /**
   * Gives a new epoch to every log that ends before what was seen of it, before anything is appended to it: the numbers that were lost
   * would be given again.
   *
   * @param store sends one command to the store that has come back
   */
  Future<Void> check(Function<Request, Future<Response>> store) {
    var known = new ArrayList<Known>();
    heads.forEach((channel, head) -> known.add(new Known(channel, head)));
    var done = new ArrayList<Future<?>>();
    for (int from = 0; from < known.size(); from += BATCH) {
      var batch = known.subList(from, Math.min(known.size(), from + BATCH));
      var asked = Request.cmd(Command.MGET);
      batch.forEach(one -> asked.arg(Keys.head(one.channel)));
      done.add(store.apply(asked).compose(found -> renew(store, batch, found)));
    }
    return Future.all(done).mapEmpty();
  }

  private Future<Void> renew(Function<Request, Future<Response>> store, List<Known> batch, Response found) {
    var renewed = new ArrayList<Future<?>>();
    for (int i = 0; i < batch.size(); i++) {
      var known = batch.get(i);
      if (isLost(known.head, found.get(i))) {
        renewed.add(
            store.apply(
                Request.cmd(Command.EVAL)
                    .arg(NEW_EPOCH.source())
                    .arg(1)
                    .arg(Keys.head(known.channel))
                    .arg(known.head.epoch())
                    .arg(ids.next())));
      }
    }
    return Future.all(renewed).mapEmpty();
  }

  private static boolean isLost(Position known, @Nullable Response found) {
    var head = found == null ? null : ChannelLog.position(found.toString());
    return head == null || head.epoch().equals(known.epoch()) && head.offset() < known.offset();
  }
}
