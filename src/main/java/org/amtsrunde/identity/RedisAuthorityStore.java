package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;

/** Authorities in the store: two hashes in one slot. Safe to be used from any thread. */
public final class RedisAuthorityStore implements AuthorityStore {
  private static final Script CREATE = Script.load(RedisAuthorityStore.class, "authority-create.lua");
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Seen(Map<String, Authority> authorities, long atNanos) {}

  private final RedisStore store;
  private volatile Seen seen = new Seen(Map.of(), System.nanoTime() - FRESH_NANOS);

  public RedisAuthorityStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Map<String, Authority>> all() {
    return store
        .send(Command.HGETALL, Keys.authorities())
        .map(reply -> {
          var all = new LinkedHashMap<String, Authority>();
          if (reply != null) {
            for (var id : reply.getKeys()) {
              all.put(id, read(reply.get(id).toBytes()));
            }
          }
          seen = new Seen(Map.copyOf(all), System.nanoTime());
          return seen.authorities();
        });
  }

  @Override
  public Future<Map<String, Authority>> known(Collection<String> ids) {
    var last = seen;
    boolean enough = System.nanoTime() - last.atNanos() < FRESH_NANOS && last.authorities().keySet().containsAll(ids);
    return enough ? Future.succeededFuture(last.authorities()) : all();
  }

  @Override
  public Future<Optional<Authority>> byDomain(String domain) {
    return store
        .send(Command.HGET, Keys.authorityDomains(), domain)
        .compose(id ->
            id == null
                ? Future.succeededFuture(Optional.empty())
                : store
                    .send(Command.HGET, Keys.authorities(), id.toString())
                    .map(json -> Optional.ofNullable(json).map(j -> read(j.toBytes()))));
  }

  @Override
  public Future<Boolean> create(Authority authority) {
    var args = new ArrayList<Object>();
    args.add(authority.id());
    args.add(Json.object(out -> IdentityJson.authority(out, authority)));
    authority.domains().stream().filter(Authority.Domain::verified).forEach(domain -> args.add(domain.name()));
    return store
        .eval(CREATE, List.of(Keys.authorities(), Keys.authorityDomains()), args.toArray())
        .map(RedisAccountStore::truth);
  }

  private static Authority read(byte[] json) {
    var fields = Fields.parse(json);
    return new Authority(
        fields.id("id"),
        fields.text("name", 1, 200),
        Authority.Kind.of(fields.text("kind", 1, 20)),
        IdentityJson.domains(fields),
        IdentityJson.region(fields));
  }
}
