package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Optional;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/** Invitations in the store, by the SHA-256 of their secret. */
public final class RedisInvitationStore implements InvitationStore {
  private final RedisStore store;
  private final Ids ids;

  /**
   * @param ids made from a cryptographically strong generator
   */
  public RedisInvitationStore(RedisStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  @Override
  public Future<String> add(Invitation invitation) {
    var secret = ids.secret();
    var json =
        Json.object(out ->
            out.put("email", invitation.email()).put("role", invitation.role().word()).put("by", invitation.by()));
    return store.send(Command.SET, Keys.invitation(Secrets.hash(secret)), json, "PX", LIFE.toMillis()).map(secret);
  }

  @Override
  public Future<Optional<Invitation>> find(String secret) {
    return store
        .send(Command.GET, Keys.invitation(Secrets.hash(secret)))
        .map(json -> Optional.ofNullable(json).map(j -> read(Fields.parse(j.toBytes()))));
  }

  @Override
  public Future<Void> remove(String secret) {
    return store.send(Command.DEL, Keys.invitation(Secrets.hash(secret))).mapEmpty();
  }

  private static Invitation read(Fields fields) {
    return new Invitation(fields.text("email", 1, 254), Role.of(fields.text("role", 1, 20)), fields.text("by", 0, 64));
  }
}
