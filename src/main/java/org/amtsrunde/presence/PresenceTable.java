package org.amtsrunde.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, as one node knows it: its own people and what other nodes tell of theirs. Deterministic: time is passed in.
 * Not for more than one thread.
 */
final class PresenceTable {
  /** How a change is to be told, the later the more urgently. */
  enum Change {
    /** May be taken back within the window. */
    CHOSE,
    /** Was delayed by a grace already. */
    LEFT,
    /** Is told at once. */
    WITHDREW
  }

  private final OwnPeople own;
  private final Map<String, PeerPeople> peers = new HashMap<>();
  private final Map<String, Long> ends = new HashMap<>();
  private Map<String, Change> changes = new HashMap<>();
  private long now;
  private long wall;

  PresenceTable(String node) {
    own = new OwnPeople(node);
  }

  /**
   * Says what time it is for all that follows.
   *
   * @param monotonic ms of a clock that never jumps
   * @param wallClock ms since 1970
   */
  void at(long monotonic, long wallClock) {
    now = monotonic;
    wall = wallClock;
  }

  /** Lets happen what time brings: graces, ends of choices, nodes that nobody has heard of for too long. */
  void advance() {
    for (var person : own.due(now)) {
      changing(person, () -> own.remove(person));
    }
    own.forgetWithdrawals(now);
    endChoices();
    for (var node : List.copyOf(peers.keySet())) {
      if (now - peer(node).renewedAt >= PresenceRules.HELD) {
        missing(node);
      }
    }
  }

  private void endChoices() {
    for (var person : ended()) {
      ends.remove(person);
      changes.merge(person, Change.CHOSE, PresenceTable::moreUrgent);
      var choice = own.choice(person);
      if (choice != null && choice.hasEnded(wall)) {
        choose(person, choice.says(State.FREE, null, 0), choice.visible());
      }
    }
  }

  private Set<String> ended() {
    var ended = new HashSet<String>();
    ends.forEach((person, until) -> {
      if (wall >= until) {
        ended.add(person);
      }
    });
    return ended;
  }

  // Own people

  void join(String person, String client) {
    changing(
        person,
        () -> {
          own.join(person, client);
          adopt(person);
        });
  }

  void leave(String person, String client) {
    own.leave(person, client, now);
    if (!own.isConnected(person) && own.choice(person) == null) {
      own.remove(person);
    }
  }

  /** The durable setting was read: it is the truth about visibility. */
  void loaded(String person, boolean visible) {
    var choice = own.choice(person);
    if (choice == null) {
      choose(person, Choice.first(visible), false);
      adopt(person);
    } else if (choice.visible() != visible) {
      choose(person, choice.visible(visible), choice.visible());
    }
  }

  /**
   * Takes what a person connected here wishes.
   *
   * @param inStore the newest choice that the store knows of from any node
   */
  void wish(String person, PresenceRules.Wish wish, @Nullable Choice inStore) {
    var newest = Choice.newer(newest(person), inStore);
    if (newest != null) {
      choose(person, wish.from(newest, wall), newest.visible());
    }
  }

  /**
   * Whether a wish only says again what stands here and nowhere otherwise. A wish to be hidden always counts, whatever this
   * node believes.
   *
   * @param inStore the newest choice that the store knows of from any node
   */
  boolean isSaid(String person, PresenceRules.Wish wish, @Nullable Choice inStore) {
    var choice = own.choice(person);
    return choice != null
        && choice.visible()
        && choice.equals(Choice.newer(choice, Choice.newer(newest(person), inStore)))
        && wish.isSaidBy(choice, wall);
  }

  private void choose(String person, Choice choice, boolean wasVisible) {
    changing(person, () -> own.choose(person, choice, wasVisible, now));
  }

  /** The newest choice known of a person; null for one who is not here, or not known yet. */
  @Nullable Choice newest(String person) {
    var newest = own.choice(person);
    for (var peer : peers.values()) {
      newest = Choice.newer(newest, peer.people.get(person));
    }
    return newest;
  }

  /** Whether the person shows their presence, and so sees others. */
  boolean isVisible(String person) {
    var newest = newest(person);
    return newest != null && newest.visible();
  }

  /** What others see of a person; null for one who is not here or does not show it. */
  @Nullable Shown shown(String person) {
    var newest = newest(person);
    return newest == null || !newest.visible() ? null : newest.at(wall);
  }

  /** Connections of a person to this node. */
  Set<String> clients(String person) {
    return own.clients(person);
  }

  OwnPeople own() {
    return own;
  }

  // Other nodes

  /** Nodes whose people are known. */
  Set<String> nodes() {
    return peers.keySet();
  }

  /** Up to which version a node's people are known; 0 for nothing. */
  long version(String node) {
    var peer = peers.get(node);
    return peer == null ? 0 : peer.version;
  }

  /** The node lives, and nothing has changed there. */
  void renewed(String node) {
    var peer = peers.get(node);
    if (peer != null) {
      peer.renewedAt = now;
    }
  }

  /**
   * Takes a step of another node.
   *
   * @return false if steps before it are missing, so that the node's people must be read
   */
  boolean apply(Batch step) {
    long known = version(step.node());
    if (step.to() <= known) {
      return true;
    }
    if (step.from() != known) {
      return false;
    }
    var peer = peer(step.node());
    peer.version = step.to();
    peer.renewedAt = now;
    step.changes().forEach((person, choice) -> put(peer, person, choice));
    return true;
  }

  /** Takes all people of another node as read from the store; an older version than the known one is ignored. */
  void replace(String node, long version, Map<String, Choice> people) {
    if (version < version(node)) {
      return;
    }
    var peer = peer(node);
    peer.version = version;
    peer.renewedAt = now;
    for (var gone : List.copyOf(peer.people.keySet())) {
      if (!people.containsKey(gone)) {
        put(peer, gone, null);
      }
    }
    people.forEach((person, choice) -> put(peer, person, choice));
  }

  /** The node is no more: its people leave, unless they are here by another one. */
  void missing(String node) {
    var peer = peers.get(node);
    if (peer != null) {
      List.copyOf(peer.people.keySet()).forEach(person -> put(peer, person, null));
      peers.remove(node);
    }
  }

  private PeerPeople peer(String node) {
    return peers.computeIfAbsent(
        node,
        ignored -> {
          var peer = new PeerPeople();
          peer.renewedAt = now;
          return peer;
        });
  }

  private void put(PeerPeople peer, String person, @Nullable Choice choice) {
    if (Objects.equals(peer.people.get(person), choice)) {
      return;
    }
    changing(
        person,
        () -> {
          if (choice == null) {
            peer.people.remove(person);
          } else {
            peer.people.put(person, choice);
            adopt(person);
          }
        });
  }

  /**
   * Makes a newer choice from another node that of this one, so that it stays when the other device leaves. Of a person in
   * their grace only a withdrawal.
   */
  private void adopt(String person) {
    var choice = own.choice(person);
    var newest = newest(person);
    if (newest == null || newest.equals(choice)) {
      return;
    }
    boolean wasVisible = choice != null && choice.visible();
    if (newest.visible() ? own.isConnected(person) : wasVisible) {
      own.choose(person, newest, wasVisible, now);
    }
  }

  // Changes

  /** People of whom something may have changed since the last call, with the most urgent change of each. */
  Map<String, Change> changes() {
    var taken = changes;
    changes = new HashMap<>();
    return taken;
  }

  private void changing(String person, Runnable mutation) {
    var before = newest(person);
    mutation.run();
    var after = newest(person);
    if (Objects.equals(before, after)) {
      return;
    }
    if (after == null || after.until() == 0 || after.hasEnded(wall)) {
      ends.remove(person);
    } else {
      ends.put(person, after.until());
    }
    changes.merge(person, kind(before, after), PresenceTable::moreUrgent);
  }

  private static Change kind(@Nullable Choice before, @Nullable Choice after) {
    if (after == null) {
      return Change.LEFT;
    }
    boolean withdrew = before != null && before.visible() && !after.visible();
    return withdrew ? Change.WITHDREW : Change.CHOSE;
  }

  private static Change moreUrgent(Change one, Change other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
