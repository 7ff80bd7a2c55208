package org.amtsrunde.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people connected to this node: their connections, what they chose, and what was told of them to other nodes. Of a person
 * who does not show their presence nothing is told, but for a short while that they withdrew. Not for more than one thread.
 */
final class OwnPeople {
  private static final class Own {
    final Set<String> clients = new HashSet<>(2);
    @Nullable Choice choice;
  }

  private final String node;
  private final Map<String, Own> people = new HashMap<>();
  // Both oldest first, for both times are the same for all.
  private final LinkedHashMap<String, Long> leaving = new LinkedHashMap<>();
  private final LinkedHashMap<String, Long> withdrawing = new LinkedHashMap<>();
  private final Map<String, Choice> told = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private long version;

  OwnPeople(String node) {
    this.node = node;
  }

  void join(String person, String client) {
    people.computeIfAbsent(person, ignored -> new Own()).clients.add(client);
    leaving.remove(person);
  }

  void leave(String person, String client, long now) {
    var own = people.get(person);
    if (own != null && own.clients.remove(client) && own.clients.isEmpty()) {
      leaving.put(person, now + PresenceRules.GRACE);
    }
  }

  boolean isConnected(String person) {
    return !clients(person).isEmpty();
  }

  Set<String> clients(String person) {
    var own = people.get(person);
    return own == null ? Set.of() : own.clients;
  }

  Set<String> all() {
    return people.keySet();
  }

  /** Null while it is not known yet, and for a stranger. */
  @Nullable Choice choice(String person) {
    var own = people.get(person);
    return own == null ? null : own.choice;
  }

  /**
   * Takes a choice of a person who is connected here.
   *
   * @param wasVisible whether others may have seen the person until now, so that a withdrawal must be told
   */
  void choose(String person, Choice choice, boolean wasVisible, long now) {
    var own = people.get(person);
    if (own == null) {
      return;
    }
    boolean tellsWithdrawal = !choice.visible() && (wasVisible || withdrawing.containsKey(person));
    withdrawing.remove(person);
    if (tellsWithdrawal) {
      withdrawing.put(person, now + PresenceRules.WITHDRAWAL);
    }
    own.choice = choice.visible() || tellsWithdrawal ? choice : choice.unranked();
    changed.add(person);
  }

  /** People whose grace is over. */
  List<String> due(long now) {
    return due(leaving, now);
  }

  void remove(String person) {
    leaving.remove(person);
    withdrawing.remove(person);
    people.remove(person);
    changed.add(person);
  }

  /** Forgets withdrawals that everybody has heard of: the person is then like one who has never shown themself. */
  void forgetWithdrawals(long now) {
    for (var person : due(withdrawing, now)) {
      withdrawing.remove(person);
      var own = people.get(person);
      if (own != null && own.choice != null) {
        own.choice = own.choice.unranked();
        changed.add(person);
      }
    }
  }

  private static List<String> due(LinkedHashMap<String, Long> ends, long now) {
    var due = new ArrayList<String>();
    for (var entry : ends.entrySet()) {
      if (entry.getValue() > now) {
        break;
      }
      due.add(entry.getKey());
    }
    return due;
  }

  /** What others are to be told since the last time, as a net difference; null if that is nothing. */
  @Nullable Batch take() {
    return changed.isEmpty() ? null : taken(false);
  }

  /** The same, but a new version even if nothing has changed, for the store to take {@link #told} as a whole. */
  Batch takeForced() {
    return Objects.requireNonNull(taken(true));
  }

  private @Nullable Batch taken(boolean force) {
    var changes = new HashMap<String, @Nullable Choice>();
    for (var person : changed) {
      var next = tellable(person);
      var before = next == null ? told.remove(person) : told.put(person, next);
      if (!Objects.equals(before, next)) {
        changes.put(person, next);
      }
    }
    changed.clear();
    return changes.isEmpty() && !force ? null : new Batch(node, version, ++version, changes);
  }

  private @Nullable Choice tellable(String person) {
    var choice = choice(person);
    return choice != null && (choice.visible() || withdrawing.containsKey(person)) ? choice.bare() : null;
  }

  /** All that others have been told and that still stands. */
  Map<String, Choice> told() {
    return told;
  }
}
