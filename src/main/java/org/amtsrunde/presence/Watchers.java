package org.amtsrunde.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amtsrunde.presence.PresenceTable.Change;
import org.jspecify.annotations.Nullable;

/**
 * What each connection of this node watches, and was last told of it. One message in {@link PresenceRules#WINDOW} with the net
 * difference; only a withdrawal is told at once. Who does not show their own presence sees nobody. Not for more than one
 * thread.
 */
final class Watchers {
  /**
   * A message to one connection.
   *
   * @param number counts the messages to this connection
   * @param people person → what is seen now, null for nothing any more
   */
  record Push(String client, long number, Map<String, @Nullable Shown> people) {}

  private static final class Watcher {
    final String client;
    final String person;
    final Set<String> watched = new HashSet<>();
    final Map<String, Shown> told = new HashMap<>();
    final Set<String> pending = new HashSet<>();
    boolean sees;
    long pushes;
    long toldAt;
    long due;

    Watcher(String client, String person) {
      this.client = client;
      this.person = person;
    }
  }

  private final PresenceTable table;
  private final Map<String, Watcher> byClient = new HashMap<>();
  private final Map<String, Set<Watcher>> byWatched = new HashMap<>();
  private final Set<Watcher> waiting = new LinkedHashSet<>();

  Watchers(PresenceTable table) {
    this.table = table;
  }

  /**
   * Replaces the list of a connection.
   *
   * @param allowed ids that the person may watch
   * @return what is seen now; changes follow by {@link #due}
   */
  Map<String, Shown> watch(String client, String person, Collection<String> allowed, long now) {
    var before = byClient.get(client);
    gone(client);
    var watcher = new Watcher(client, person);
    watcher.pushes = before == null ? 0 : before.pushes;
    byClient.put(client, watcher);
    watcher.watched.addAll(allowed);
    watcher.sees = table.isVisible(person);
    watcher.toldAt = now;
    for (var watched : watcher.watched) {
      byWatched.computeIfAbsent(watched, ignored -> new HashSet<>(4)).add(watcher);
      var seen = seen(watcher, watched);
      if (seen != null) {
        watcher.told.put(watched, seen);
      }
    }
    return Map.copyOf(watcher.told);
  }

  /** What a connection was last told. */
  Map<String, Shown> told(String client) {
    var watcher = byClient.get(client);
    return watcher == null ? Map.of() : Map.copyOf(watcher.told);
  }

  /** Whom a connection watches. */
  Set<String> watched(String client) {
    var watcher = byClient.get(client);
    return watcher == null ? Set.of() : Set.copyOf(watcher.watched);
  }

  /** Takes people from a connection's list, whom it may not watch any more. */
  void forbid(String client, Collection<String> people, long now) {
    var watcher = byClient.get(client);
    if (watcher == null) {
      return;
    }
    for (var person : people) {
      if (watcher.watched.remove(person)) {
        unlist(watcher, person);
        pend(watcher, List.of(person), Change.LEFT, now);
      }
    }
  }

  /** The connection is no more. */
  void gone(String client) {
    var watcher = byClient.remove(client);
    if (watcher != null) {
      waiting.remove(watcher);
      watcher.watched.forEach(person -> unlist(watcher, person));
    }
  }

  private void unlist(Watcher watcher, String person) {
    var watchers = byWatched.get(person);
    if (watchers != null && watchers.remove(watcher) && watchers.isEmpty()) {
      byWatched.remove(person);
    }
  }

  /** Takes note of changes in the table. */
  void changed(Map<String, Change> changes, long now) {
    changes.forEach((person, change) -> {
      for (var watcher : byWatched.getOrDefault(person, Set.of())) {
        pend(watcher, List.of(person), change, now);
      }
      for (var client : table.clients(person)) {
        var watcher = byClient.get(client);
        if (watcher != null && watcher.sees != table.isVisible(person)) {
          watcher.sees = !watcher.sees;
          pend(watcher, watcher.watched, watcher.sees ? Change.CHOSE : Change.WITHDREW, now);
        }
      }
    });
  }

  private void pend(Watcher watcher, Collection<String> people, Change change, long now) {
    long due =
        switch (change) {
          case CHOSE -> now + PresenceRules.WINDOW;
          case LEFT -> Math.max(now, watcher.toldAt + PresenceRules.WINDOW);
          case WITHDREW -> people.stream().anyMatch(watcher.told::containsKey) ? now : now + PresenceRules.WINDOW;
        };
    watcher.due = watcher.pending.isEmpty() ? due : Math.min(watcher.due, due);
    watcher.pending.addAll(people);
    waiting.add(watcher);
  }

  /** The messages that are to be sent now. What was taken back meanwhile is in none of them. */
  List<Push> due(long now) {
    var pushes = new ArrayList<Push>();
    for (var all = waiting.iterator(); all.hasNext(); ) {
      var watcher = all.next();
      if (watcher.due > now) {
        continue;
      }
      all.remove();
      var people = difference(watcher);
      if (!people.isEmpty()) {
        watcher.toldAt = now;
        pushes.add(new Push(watcher.client, watcher.pushes++, people));
      }
    }
    return pushes;
  }

  private Map<String, @Nullable Shown> difference(Watcher watcher) {
    var people = new HashMap<String, @Nullable Shown>();
    for (var person : watcher.pending) {
      var seen = seen(watcher, person);
      var before = seen == null ? watcher.told.remove(person) : watcher.told.put(person, seen);
      if (!Objects.equals(before, seen)) {
        people.put(person, seen);
      }
    }
    watcher.pending.clear();
    return people;
  }

  private @Nullable Shown seen(Watcher watcher, String person) {
    boolean may = watcher.watched.contains(person) && table.isVisible(watcher.person);
    return may ? table.shown(person) : null;
  }
}
