package org.amtsrunde.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses a store that would throw away or lose what was acknowledged, and warns of a weaker one. */
public final class StoreCheck {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

  private record Wish(String name, String value, String otherwise) {}

  private static final List<Wish> WISHES =
      List.of(
          new Wish("appendonly", "yes", "what was acknowledged is lost when the store ends"),
          new Wish("appendfsync", "always", "what was acknowledged can be lost when its machine fails"),
          new Wish("stream-node-max-entries", "1", "what was deleted stays in its memory and file for a while"),
          new Wish("slowlog-log-slower-than", "-1", "its slow log keeps what people wrote"));

  private StoreCheck() {}

  /** Fails with one sentence if the store is older than 7.0 or evicts keys. */
  public static Future<Void> check(RedisStore store) {
    return store
        .send(Command.INFO, "server")
        .compose(info -> {
          var version = version(String.valueOf(info));
          return version < 7
              ? Future.failedFuture("redis.url: the store is version " + version + ", 7.0 or newer is needed")
              : setting(store, "maxmemory-policy");
        })
        .compose(policy ->
            policy.isEmpty() || policy.equals("noeviction")
                ? Future.all(WISHES.stream().map(wish -> compare(store, wish)).toList()).mapEmpty()
                : Future.failedFuture(
                    "redis.url: the store runs with maxmemory-policy "
                        + policy
                        + " and would throw away messages; only noeviction is allowed"));
  }

  private static Future<Void> compare(RedisStore store, Wish wish) {
    return setting(store, wish.name)
        .map(value -> {
          if (!value.equals(wish.value)) {
            LOG.atWarn()
                .addKeyValue("is", value)
                .log("the store should have {} {}: {}", wish.name, wish.value, wish.otherwise);
          }
          return null;
        });
  }

  private static int version(String info) {
    for (var line : info.split("\r?\n")) {
      if (line.startsWith("redis_version:")) {
        return Integer.parseInt(line.substring("redis_version:".length()).split("\\.")[0].strip());
      }
    }
    return 0;
  }

  /** Empty where the store does not let itself be asked, as hosted ones do. */
  private static Future<String> setting(RedisStore store, String name) {
    return store
        .send(Command.CONFIG, "GET", name)
        .map(reply -> value(Objects.requireNonNull(reply)))
        .recover(failure -> Future.succeededFuture(""));
  }

  private static String value(Response reply) {
    return reply.size() < 2 ? "" : reply.get(1).toString();
  }
}
