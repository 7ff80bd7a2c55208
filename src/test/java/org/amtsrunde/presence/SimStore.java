package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.amtsrunde.kernel.Refusal;

/** The store of a simulated cluster: the same laws as the Redis one, at a simulated time, with nodes that can be cut off. */
final class SimStore {
  private static final class Hash {
    long version;
    long renewedAt;
    final Map<String, Choice> people = new HashMap<>();
  }

  private final LongSupplier now;
  private final Map<String, Hash> hashes = new HashMap<>();
  final Map<String, Boolean> settings = new HashMap<>();
  final Set<String> cut = new HashSet<>();
  private final Map<String, Long> enrolled = new HashMap<>();

  SimStore(LongSupplier now) {
    this.now = now;
  }

  /** How many people all nodes together tell of. */
  int told() {
    return List.copyOf(hashes.keySet()).stream()
        .mapToInt(node -> hash(node) == null ? 0 : hash(node).people.size())
        .sum();
  }

  private Hash hash(String node) {
    var hash = hashes.get(node);
    if (hash != null && now.getAsLong() - hash.renewedAt >= PresenceRules.NODE_LIFE) {
      hashes.remove(node);
      return null;
    }
    return hash;
  }

  /** The store as one node reaches it. */
  PresenceStore of(String caller) {
    return new PresenceStore() {
      private <T> Future<T> answer(java.util.function.Supplier<T> command) {
        return cut.contains(caller)
            ? Future.failedFuture(Refusal.unavailable())
            : Future.succeededFuture(command.get());
      }

      @Override
      public Future<Boolean> isVisible(String person) {
        return answer(() -> settings.getOrDefault(person, false));
      }

      @Override
      public Future<Void> setVisible(String person, boolean visible) {
        return answer(() -> settings.put(person, visible)).mapEmpty();
      }

      @Override
      public Future<Choice> newest(String person, Collection<String> nodes) {
        return answer(() -> {
          Choice newest = null;
          for (var node : nodes) {
            var hash = hash(node);
            newest = hash == null ? newest : Choice.newer(newest, hash.people.get(person));
          }
          return newest;
        });
      }

      @Override
      public Future<Boolean> write(Batch step) {
        return answer(() -> {
          var hash = hash(step.node());
          if (hash == null || hash.version != step.from()) {
            return false;
          }
          hash.version = step.to();
          hash.renewedAt = now.getAsLong();
          step.changes()
              .forEach((person, choice) -> {
                if (choice == null) {
                  hash.people.remove(person);
                } else {
                  hash.people.put(person, choice);
                }
              });
          return true;
        });
      }

      @Override
      public Future<Boolean> writeAll(String node, long version, Map<String, Choice> people) {
        return answer(() -> {
          var hash = hash(node);
          if (hash != null && hash.version >= version) {
            return false;
          }
          hash = new Hash();
          hash.version = version;
          hash.renewedAt = now.getAsLong();
          hash.people.putAll(people);
          hashes.put(node, hash);
          return true;
        });
      }

      @Override
      public Future<Set<String>> enrol(String node) {
        return answer(() -> {
          enrolled.put(node, now.getAsLong() + PresenceRules.NODE_LIFE);
          enrolled.values().removeIf(end -> end <= now.getAsLong());
          return Set.copyOf(enrolled.keySet());
        });
      }

      @Override
      public Future<Boolean> renew(String node) {
        return answer(() -> {
          var hash = hash(node);
          if (hash != null) {
            hash.renewedAt = now.getAsLong();
          }
          return hash != null;
        });
      }

      @Override
      public Future<Told> look(String node, long version) {
        return answer(() -> {
          var hash = hash(node);
          if (hash == null) {
            return null;
          }
          return new Told(hash.version, hash.version <= version ? null : Map.copyOf(hash.people));
        });
      }
    };
  }
}
