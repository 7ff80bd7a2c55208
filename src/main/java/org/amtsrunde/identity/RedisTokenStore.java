package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/** Real-time tokens in the store, by the SHA-256 of their secret. */
public final class RedisTokenStore implements TokenStore {
  private final RedisStore store;
  private final Ids ids;

  /**
   * @param ids made from a cryptographically strong generator
   */
  public RedisTokenStore(RedisStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  @Override
  public Future<String> issue(Caller caller) {
    var token = ids.secret();
    return store
        .send(
            Command.SET,
            Keys.realtimeToken(Secrets.hash(token)),
            caller.personId() + " " + caller.signInId() + (caller.isGuest() ? " " + caller.guestOf() : ""),
            "PX",
            LIFE.toMillis())
        .map(token);
  }

  @Override
  public Future<Optional<Holder>> take(String token) {
    return store
        .send(Command.GETDEL, Keys.realtimeToken(Secrets.hash(token)))
        .map(kept ->
            Optional.ofNullable(kept)
                .map(k -> k.toString().split(" "))
                .map(parts -> new Holder(parts[0], parts[1], parts.length > 2 ? parts[2] : null)));
  }
}
