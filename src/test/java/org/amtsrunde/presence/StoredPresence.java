package org.amtsrunde.presence;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amtsrunde.support.RedisExtension;

/** Everything that stands in the store. */
final class StoredPresence {
  private StoredPresence() {}

  static List<String> keys(RedisExtension redis) {
    var keys = new ArrayList<String>();
    await(redis.store().send(Command.KEYS, "*")).forEach(key -> keys.add(key.toString()));
    return keys;
  }

  /** Ms until the key ends by itself; negative for never. */
  static long life(RedisExtension redis, String key) {
    return await(redis.store().send(Command.PTTL, key)).toLong();
  }

  static Map<String, String> hash(RedisExtension redis, String key) {
    var reply = await(redis.store().send(Command.HGETALL, key));
    var hash = new TreeMap<String, String>();
    reply.getKeys().forEach(field -> hash.put(field, reply.get(field).toString()));
    return hash;
  }
}
