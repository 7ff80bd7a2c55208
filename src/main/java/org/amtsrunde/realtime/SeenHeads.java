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
import java.util.stream.Stream;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.Script;

/**
 * How far this node has seen the logs that it follows, by whatever it was told of them: what a store that comes back must still have.
 * One entry for each channel that is followed, with the last {@value #ENDED} epochs that have ended meanwhile; may be called from any
 * thread.
 */
final class SeenHeads {
  static final Script NEW_EPOCH = Script.load(SeenHeads.class, "new-epoch.lua");
  private static final int BATCH = 500;

  /** Each is one loss in the store while the channel was followed. */
  static final int ENDED = 8;

  private record Seen(Position head, List<String> ended) {
    Seen moved(Position to) {
      if (to.epoch().equals(head.epoch())) {
        return new Seen(to, ended);
      }
      var all = Stream.concat(Stream.of(head.epoch()), ended.stream()).limit(ENDED).toList();
      return new Seen(to, all);
    }
  }

  private record Known(String channel, Seen seen) {}

  private final Map<String, Seen> heads = new ConcurrentHashMap<>();
  private final Ids ids;

  SeenHeads(Ids ids) {
    this.ids = ids;
  }

  void follow(String channel, Position start) {
    heads.put(channel, new Seen(start, List.of()));
  }

  void forget(String channel) {
    heads.remove(channel);
  }

  /** An entry stands there. */
  void saw(String channel, String epoch, long offset) {
    heads.computeIfPresent(
        channel,
        (any, seen) -> {
          boolean old = seen.head.epoch().equals(epoch) ? seen.head.offset() >= offset : seen.ended.contains(epoch);
          return old ? seen : seen.moved(new Position(epoch, offset));
        });
  }

  /** Whether this epoch was seen replaced by another: a log that is in it again has been put back. */
  boolean hasEnded(String channel, String epoch) {
    var seen = heads.get(channel);
    return seen != null && seen.ended.contains(epoch);
  }

  /**
   * Gives a new epoch to every log that ends before what was seen of it, or is back in an epoch that had ended, before anything is
   * appended to it: the numbers that were lost would be given again.
   *
   * @param store sends one command to the store that has come back
   */
  Future<Void> check(Function<Request, Future<Response>> store) {
    var known = new ArrayList<Known>();
    heads.forEach((channel, seen) -> known.add(new Known(channel, seen)));
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
      var head = found.get(i) == null ? null : ChannelLog.position(found.get(i).toString());
      if (head == null || isLost(known.seen, head)) {
        renewed.add(
            store.apply(
                Request.cmd(Command.EVAL)
                    .arg(NEW_EPOCH.source())
                    .arg(1)
                    .arg(Keys.head(known.channel))
                    .arg(head == null ? "" : head.epoch())
                    .arg(ids.next())));
      }
    }
    return Future.all(renewed).mapEmpty();
  }

  private static boolean isLost(Seen seen, Position head) {
    return head.epoch().equals(seen.head.epoch())
        ? head.offset() < seen.head.offset()
        : seen.ended.contains(head.epoch());
  }
}
