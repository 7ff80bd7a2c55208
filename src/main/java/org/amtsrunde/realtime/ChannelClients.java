package org.amtsrunde.realtime;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;

/**
 * Which clients are in a channel, for namespaces whose policy says that this may be asked. Each entry lives 60 s unless its
 * connection renews it, so a dead node leaves no more than that. This is not the presence of people: see the package presence.
 */
final class ChannelClients {
  static final long LEASE_MILLIS = 60_000;
  static final int RENEW_SECONDS = 25;
  private static final Script PUT = Script.load(ChannelClients.class, "clients-put.lua");
  private static final Script REMOVE = Script.load(ChannelClients.class, "clients-remove.lua");
  private static final Script LIST = Script.load(ChannelClients.class, "clients-list.lua");

  private final RedisStore store;

  ChannelClients(RedisStore store) {
    this.store = store;
  }

  Future<?> put(String channel, String client, byte[] info) {
    return store.eval(PUT, keys(channel), client, info, LEASE_MILLIS);
  }

  Future<?> remove(String channel, String client) {
    return store.eval(REMOVE, keys(channel), client);
  }

  /** Client id and info of everybody in the channel. */
  Future<List<Map.Entry<String, byte[]>>> list(String channel) {
    return store
        .eval(LIST, keys(channel))
        .map(reply -> {
          var clients = new ArrayList<Map.Entry<String, byte[]>>();
          for (int i = 0; reply != null && i + 1 < reply.size(); i += 2) {
            clients.add(Map.entry(reply.get(i).toString(), reply.get(i + 1).toBytes()));
          }
          return clients;
        });
  }

  private static List<String> keys(String channel) {
    return List.of(Keys.channelClients(channel), Keys.channelClientLeases(channel));
  }
}
