package org.amtsrunde.presence;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/** {@link WorkingHours} in Redis, a field of the settings of a person. */
public final class RedisWorkingHours {
  private static final String FIELD = "hours";

  private final RedisStore store;

  public RedisWorkingHours(RedisStore store) {
    this.store = store;
  }

  Future<WorkingHours> of(String personId) {
    return store
        .send(Command.HGET, Keys.settings(personId), FIELD)
        .map(reply -> reply == null ? WorkingHours.NONE : WorkingHours.read(Fields.parse(reply.toBytes())));
  }

  Future<Void> keep(String personId, WorkingHours hours) {
    var json = new String(hours.json(), StandardCharsets.UTF_8);
    return store.send(Command.HSET, Keys.settings(personId), FIELD, json).mapEmpty();
  }
}
