package org.amtsrunde.presence;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/** {@link PresenceStore} in Redis: a hash per node, person → choice and {@code #} → version; a hash of settings per person. */
final class RedisPresenceStore implements PresenceStore {
  private static final Script WRITE = Script.load(RedisPresenceStore.class, "write.lua");
  private static final Script ENROL = Script.load(RedisPresenceStore.class, "enrol.lua");
  private static final Script LOOK = Script.load(RedisPresenceStore.class, "look.lua");
  private static final String SETTING = "presence";
  private static final String VERSION = "#";

  private final RedisStore redis;
  private final Home home;

  /** @param home where all answers come */
  RedisPresenceStore(RedisStore redis, Home home) {
    this.redis = redis;
    this.home = home;
  }

  @Override
  public Future<Boolean> isVisible(String person) {
    return home.here(redis.send(Command.HGET, Keys.settings(person), SETTING))
        .map(reply -> reply != null && reply.toString().equals("1"));
  }

  @Override
  public Future<Void> setVisible(String person, boolean visible) {
    return home.here(redis.send(Command.HSET, Keys.settings(person), SETTING, visible ? "1" : "0")).mapEmpty();
  }

  @Override
  public Future<@Nullable Choice> newest(String person, Collection<String> nodes) {
    var replies = nodes.stream().map(node -> redis.send(Command.HGET, Keys.presence(node), person)).toList();
    return home.here(Future.all(replies)).map(ignored -> newest(replies));
  }

  private static @Nullable Choice newest(List<Future<@Nullable Response>> replies) {
    Choice newest = null;
    for (var reply : replies) {
      var found = reply.result();
      if (found != null) {
        newest = Choice.newer(newest, PresenceJson.choice(found.toBytes()));
      }
    }
    return newest;
  }

  @Override
  public Future<Boolean> write(Batch step) {
    return write(step.node(), String.valueOf(step.from()), step.to(), step.changes());
  }

  @Override
  public Future<Boolean> writeAll(String node, long version, Map<String, Choice> people) {
    return write(node, "", version, people);
  }

  private Future<Boolean> write(String node, String from, long to, Map<String, ? extends @Nullable Choice> people) {
    var args = new ArrayList<Object>(3 + 2 * people.size());
    args.add(PresenceRules.NODE_LIFE);
    args.add(from);
    args.add(to);
    people.forEach((person, choice) -> {
      args.add(person);
      args.add(choice == null ? "" : PresenceJson.choice(choice));
    });
    return home.here(redis.eval(WRITE, List.of(Keys.presence(node)), args.toArray())).map(RedisPresenceStore::isOne);
  }

  @Override
  public Future<Set<String>> enrol(String node) {
    return home.here(redis.eval(ENROL, List.of(Keys.presenceNodes()), node, PresenceRules.NODE_LIFE))
        .map(RedisPresenceStore::names);
  }

  private static Set<String> names(@Nullable Response reply) {
    var names = new HashSet<String>();
    for (int i = 0; reply != null && i < reply.size(); i++) {
      names.add(reply.get(i).toString());
    }
    return names;
  }

  @Override
  public Future<Boolean> renew(String node) {
    return home.here(redis.send(Command.PEXPIRE, Keys.presence(node), PresenceRules.NODE_LIFE))
        .map(RedisPresenceStore::isOne);
  }

  private static boolean isOne(@Nullable Response reply) {
    return reply != null && reply.toInteger() == 1;
  }

  @Override
  public Future<@Nullable Told> look(String node, long version) {
    return home.here(redis.eval(LOOK, List.of(Keys.presence(node)), version))
        .map(reply -> reply == null || reply.size() == 0 ? null : told(reply));
  }

  private static Told told(Response reply) {
    long version = reply.get(0).toLong();
    if (reply.size() == 1) {
      return new Told(version, null);
    }
    var people = new HashMap<String, Choice>();
    var fields = reply.get(1);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      var person = fields.get(i).toString();
      if (!person.equals(VERSION)) {
        people.put(person, PresenceJson.choice(fields.get(i + 1).toBytes()));
      }
    }
    return new Told(version, people);
  }
}
