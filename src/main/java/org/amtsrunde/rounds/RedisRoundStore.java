package org.amtsrunde.rounds;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/** Series in Redis: one text of JSON in the slot of the room. */
public final class RedisRoundStore implements RoundStore {
  private final RedisStore store;

  public RedisRoundStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<@Nullable WeeklySeries> series(String roomId) {
    return store
        .send(Command.GET, Keys.roundSeries(roomId))
        .map(reply -> reply == null ? null : SeriesJson.read(reply.toBytes()));
  }

  @Override
  public Future<Void> begin(String roomId, WeeklySeries series) {
    return store.send(Command.SETNX, Keys.roundSeries(roomId), SeriesJson.kept(series)).mapEmpty();
  }
}
