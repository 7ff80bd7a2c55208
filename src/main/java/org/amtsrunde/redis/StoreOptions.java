package org.amtsrunde.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.util.List;

/** How the client is set up: one connection per link, kept for good, with a bounded queue. */
public final class StoreOptions {
  private StoreOptions() {}

  /**
   * @param urls one address; several of the same cluster or of the sentinels
   * @param mode {@code single}, {@code sentinel} or {@code cluster}
   */
  public static RedisOptions of(List<String> urls, String mode, String sentinelMaster) {
    var options = new RedisOptions();
    urls.forEach(options::addConnectionString);
    return options
        .setType(
            switch (mode) {
              case "single" -> RedisClientType.STANDALONE;
              case "sentinel" -> RedisClientType.SENTINEL;
              case "cluster" -> RedisClientType.CLUSTER;
              default -> throw new IllegalArgumentException("redis.mode " + mode);
            })
        .setMasterName(sentinelMaster)
        .setRole(RedisRole.MASTER)
        .setProtocolNegotiation(false)
        .setMaxPoolSize(mode.equals("cluster") ? 8 : 1)
        .setMaxPoolWaiting(16)
        .setPoolRecycleTimeout(-1)
        .setPoolCleanerInterval(-1)
        .setMaxWaitingHandlers(RedisLink.MAX_WAITING);
  }
}
