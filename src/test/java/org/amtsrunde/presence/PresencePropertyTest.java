package org.amtsrunde.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of people who come, go, choose, show and hide themselves, of nodes that die, of a bus that loses and delays,
 * against a model that a child understands. The seed is the parameter of the test;
 * more of them by {@code -DargLine=-Dpresence.seeds=3000}.
 */
class PresencePropertyTest {
  private static final int PEOPLE = 8;
  private static final int STEPS = 120;

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("presence.seeds", 100));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everybodySeesWhatIsTrueHoweverBadTheBus(int seed) {
    new History(seed, false).runAndExplain();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nodesThatWereCutOffFromTheStoreAgreeWithTheOthersAfterwards(int seed) {
    new History(seed, true).runAndExplain();
  }

  private static final class Person {
    boolean visible;
    State state = State.FREE;
    boolean stateIsKnown = true;
    final Set<String> clients = new HashSet<>();
    long absentSince = Long.MIN_VALUE / 2;
    long latestGhost;
    long backSince;
    long hiddenSince;
  }

  private static final class Client {
    final String id;
    final String person;
    final SimCluster.Node node;
    List<String> watched = List.of();
    final Map<String, Shown> screen = new HashMap<>();
    long toldAt = Long.MIN_VALUE / 2;

    Client(String id, String person, SimCluster.Node node) {
      this.id = id;
      this.person = person;
      this.node = node;
    }
  }

  private static final class History {
    final boolean cuts;
    final SimCluster cluster;
    final Map<String, Person> people = new HashMap<>();
    final Map<String, Client> clients = new HashMap<>();
    final List<String> story = new ArrayList<>();
    boolean strict = true;
    int made;

    History(long seed, boolean cuts) {
      this.cuts = cuts;
      this.cluster = new SimCluster(seed, this::pushed);
      for (int i = 0; i < PEOPLE; i++) {
        people.put("person" + i, new Person());
      }
    }

    void runAndExplain() {
      try {
        run();
      } catch (AssertionError failure) {
        throw new AssertionError(failure.getMessage() + "\n" + String.join("\n", story), failure);
      }
    }

    private void tell(Object... words) {
      story.add(cluster.now + " " + Arrays.toString(words));
    }

    private void run() {
      for (int i = 0; i < 3; i++) {
        cluster.start();
      }
      for (int i = 0; i < STEPS; i++) {
        step();
        // At least a tick: nobody chooses on two devices at once.
        for (long left = cluster.random.nextLong(200, 4_000); left > 0; left -= 200) {
          cluster.pass(200);
          checkScreens();
        }
      }
      cluster.loss = 0;
      cluster.store.cut.retainAll(Set.of());
      cluster.pass(80_000);
      checkAgreement();
    }

    private void step() {
      switch (cluster.random.nextInt(20)) {
        case 0, 1, 2, 3, 4 -> connect();
        case 5, 6, 7 -> anyClient(this::disconnect);
        case 8, 9, 10 -> anyClient(this::choose);
        case 11, 12, 13 -> anyClient(this::show);
        case 14, 15, 16 -> anyClient(this::watch);
        case 17 -> kill();
        case 18 -> {
          cluster.loss = List.of(0.0, 0.3, 1.0).get(cluster.random.nextInt(3));
          cluster.delay = cluster.random.nextBoolean() ? 0 : 1_500;
          tell("bus", cluster.loss, cluster.delay);
        }
        default -> cut();
      }
    }

    private void connect() {
      var person = anyOf(List.copyOf(people.keySet()));
      var node = anyOf(List.copyOf(cluster.nodes.values()));
      var who = people.get(person);
      long absent = cluster.now - who.absentSince;
      if (who.clients.isEmpty() && absent > 28_000) {
        if (absent < 34_000) {
          return;
        }
        who.state = State.FREE;
        who.stateIsKnown = strict && cluster.now > who.latestGhost;
        who.backSince = cluster.now;
      }
      var client = new Client("client" + made++, person, node);
      who.clients.add(client.id);
      clients.put(client.id, client);
      tell(person, "connects", client.id, node.id);
      node.connect(client.id, person);
      watch(client);
    }

    private void disconnect(Client client) {
      tell(client.person, "disconnects", client.id, client.node.id);
      client.node.disconnect(client.id);
      // Seen from another node: grace, tick, look and window.
      gone(client, PresenceRules.GRACE + 2_800);
    }

    private void gone(Client client, long ghost) {
      clients.remove(client.id);
      var who = people.get(client.person);
      who.clients.remove(client.id);
      who.latestGhost = Math.max(who.latestGhost, cluster.now + ghost);
      if (who.clients.isEmpty()) {
        who.absentSince = cluster.now;
      }
    }

    private void choose(Client client) {
      var who = people.get(client.person);
      var state = anyOf(List.of(State.values()));
      tell(client.person, state, client.node.id);
      client.node.wish(client.person, new PresenceRules.Wish(null, true, state, null, 0));
      who.state = state;
      // A choice of a person who hides stays with the node; one made in a partition may lose to another.
      who.stateIsKnown = who.visible && strict;
    }

    private void show(Client client) {
      var who = people.get(client.person);
      boolean visible = cluster.random.nextInt(3) > 0;
      tell(client.person, visible ? "shows" : "hides", client.node.id);
      boolean reachesTheStore = !cluster.store.cut.contains(client.node.id);
      if (reachesTheStore) {
        if (who.visible && !visible) {
          who.hiddenSince = cluster.now;
          who.stateIsKnown = false;
        }
        who.visible = visible;
      }
      var wish = new PresenceRules.Wish(visible, false, null, null, 0);
      assertThat(client.node.wish(client.person, wish)).isEqualTo(reachesTheStore);
    }

    private void watch(Client client) {
      client.watched = people.keySet().stream().filter(p -> cluster.random.nextInt(3) > 0).toList();
      client.screen.clear();
      client.screen.putAll(client.node.watch(client.id, client.watched));
      tell(client.person, "watches", client.id, client.node.id, client.screen);
      client.toldAt = cluster.now;
    }

    private void kill() {
      if (cuts && cluster.random.nextBoolean()) {
        return;
      }
      cluster.pass(1_500);
      var node = anyOf(List.copyOf(cluster.nodes.values()));
      tell("killed", node.id);
      cluster.kill(node);
      // Those who had left and were within their grace there, too.
      for (var person : node.table.own().all()) {
        var who = people.get(person);
        who.latestGhost = Math.max(who.latestGhost, cluster.now + PresenceRules.GRACE + 2_000);
      }
      clients.values().stream().filter(client -> client.node == node).toList().forEach(client -> gone(client, 0));
      cluster.start();
    }

    private void cut() {
      if (cuts) {
        strict = false;
        people.values().forEach(person -> person.stateIsKnown = false);
        var node = anyOf(List.copyOf(cluster.nodes.keySet()));
        if (!cluster.store.cut.remove(node)) {
          cluster.store.cut.add(node);
        }
        tell("cut off", cluster.store.cut);
      }
    }

    private void pushed(SimCluster.Node node, Watchers.Push push) {
      tell(push, node.id);
      var client = clients.get(push.client());
      assertThat(push.people().keySet()).isSubsetOf(client.watched);
      boolean onlyNew = push.people().values().stream().noneMatch(java.util.Objects::isNull);
      if (onlyNew) {
        assertThat(cluster.now - client.toldAt).isGreaterThanOrEqualTo(PresenceRules.WINDOW);
      }
      push.people()
          .forEach((person, shown) -> {
            assertThat(shown).isNotEqualTo(client.screen.get(person));
            if (shown == null) {
              client.screen.remove(person);
              checkNoFlicker(client, person);
            } else {
              client.screen.put(person, shown);
            }
          });
      client.toldAt = cluster.now;
    }

    private void checkNoFlicker(Client watcher, String person) {
      var who = people.get(person);
      boolean newlyBack = cluster.now - who.backSince < 3_000;
      if (strict && !newlyBack && shows(who) && shows(people.get(watcher.person))) {
        assertThat(who.clients).as("somebody who is here").isEmpty();
        assertThat(cluster.now - who.absentSince).isGreaterThanOrEqualTo(28_000);
      }
    }

    /** And has done so for long enough that an earlier withdrawal cannot be on its way. */
    private boolean shows(Person person) {
      return person.visible && cluster.now - person.hiddenSince > 3_000;
    }

    private void checkScreens() {
      if (!strict) {
        return;
      }
      for (var client : clients.values()) {
        var watcher = people.get(client.person);
        if (!watcher.visible && cluster.now - watcher.hiddenSince > 1_000) {
          assertThat(client.screen).as("who hides sees nobody").isEmpty();
        }
        for (var seen : client.screen.keySet()) {
          var who = people.get(seen);
          assertThat(who.visible || cluster.now - who.hiddenSince <= 1_000).as("withdrawn " + seen).isTrue();
          assertThat(!who.clients.isEmpty() || cluster.now <= who.latestGhost).as("ghost " + seen).isTrue();
        }
      }
    }

    private void checkAgreement() {
      for (var entry : people.entrySet()) {
        var who = entry.getValue();
        var views = new ArrayList<Shown>();
        cluster.nodes.values().forEach(node -> views.add(node.table.shown(entry.getKey())));
        assertThat(new HashSet<>(views)).as("all nodes agree on " + entry.getKey()).hasSize(1);
        boolean seen = who.visible && !who.clients.isEmpty();
        assertThat(views.get(0) != null).as("%s is seen", entry.getKey()).isEqualTo(seen);
        if (seen && who.stateIsKnown) {
          assertThat(views.get(0).state()).isEqualTo(who.state);
        }
      }
      for (var client : clients.values()) {
        var expected = new HashMap<String, Shown>();
        for (var person : client.watched) {
          var shown = client.node.table.shown(person);
          if (shown != null && people.get(client.person).visible) {
            expected.put(person, shown);
          }
        }
        assertThat(client.screen).isEqualTo(expected);
      }
      int visible = (int) people.values().stream().filter(p -> p.visible && !p.clients.isEmpty()).count();
      assertThat(cluster.store.told()).as("nobody who hides is in the store").isLessThanOrEqualTo(visible * 3);
      if (visible == 0) {
        assertThat(cluster.store.told()).isZero();
      }
    }

    private void anyClient(java.util.function.Consumer<Client> action) {
      if (!clients.isEmpty()) {
        action.accept(anyOf(clients.values().stream().sorted((a, b) -> a.id.compareTo(b.id)).toList()));
      }
    }

    private <T> T anyOf(List<T> list) {
      return list.get(cluster.random.nextInt(list.size()));
    }
  }
}
