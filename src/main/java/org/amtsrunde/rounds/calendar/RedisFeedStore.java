package org.amtsrunde.rounds.calendar;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in Redis, in two slots. The truth is what stands with the person; what stands under the hash leads there, and may be left
 * over from an address that is none any more.
 */
public final class RedisFeedStore implements FeedStore {
  private final RedisStore store;

  public RedisFeedStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Boolean> has(String personId) {
    return store.send(Command.EXISTS, Keys.calendarOf(personId)).map(reply -> reply != null && reply.toInteger() == 1);
  }

  @Override
  public Future<Void> give(String personId, String hash) {
    return store
        .send(Command.SET, Keys.calendarOwner(hash), personId)
        .compose(led -> store.send(Command.GETSET, Keys.calendarOf(personId), hash))
        .compose(before ->
            before == null || before.toString().equals(hash)
                ? Future.succeededFuture()
                : store.send(Command.DEL, Keys.calendarOwner(before.toString())))
        .mapEmpty();
  }

  @Override
  public Future<Void> take(String personId) {
    return store
        .send(Command.GETDEL, Keys.calendarOf(personId))
        .compose(before ->
            before == null ? Future.succeededFuture() : store.send(Command.DEL, Keys.calendarOwner(before.toString())))
        .mapEmpty();
  }

  @Override
  public Future<@Nullable String> owner(String hash) {
    return store
        .send(Command.GET, Keys.calendarOwner(hash))
        .compose(owner -> {
          if (owner == null) {
            return Future.<@Nullable String>succeededFuture();
          }
          return store
              .send(Command.GET, Keys.calendarOf(owner.toString()))
              .map(known -> known != null && known.toString().equals(hash) ? owner.toString() : null);
        });
  }
}
