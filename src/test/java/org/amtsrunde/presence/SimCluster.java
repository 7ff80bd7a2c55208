package org.amtsrunde.presence;

import io.vertx.core.Handler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.cluster.NodeBus;

/** Several nodes at a simulated time, with real tables, watchers and exchange, and a bus that loses and delays. */
final class SimCluster {
  /** Sees every message to a connection. */
  interface Screen {
    void pushed(Node node, Watchers.Push push);
  }

  private record Frame(long at, String to, byte[] bytes) {}

  final Random random;
  final SimStore store = new SimStore(() -> this.now);
  final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Screen screen;
  long now = 1_000_000;
  double loss;
  long delay;
  private int started;

  SimCluster(long seed, Screen screen) {
    this.random = new Random(seed);
    this.screen = screen;
  }

  /** One node. Its parts are wired as {@link Presence} does. */
  final class Node implements NodeBus {
    final String id = "node" + started++;
    final PresenceTable table = new PresenceTable(id);
    final Watchers watchers = new Watchers(table);
    final Map<String, String> personByClient = new HashMap<>();
    final PresenceStore reach = store.of(id);
    final Exchange exchange = new Exchange(table, reach, this, this::push, this::reload);
    final long phase = random.nextLong(PresenceRules.LOOK);
    long pushes;

    void connect(String client, String person) {
      clocks();
      personByClient.put(client, person);
      table.join(person, client);
      if (table.own().choice(person) == null) {
        reach.isVisible(person).onSuccess(visible -> table.loaded(person, visible));
      }
    }

    void disconnect(String client) {
      clocks();
      watchers.gone(client);
      table.leave(personByClient.remove(client), client);
    }

    /** Whether it was taken. */
    boolean wish(String person, PresenceRules.Wish wish) {
      clocks();
      var stored = reach.newest(person, exchange.others());
      if (stored.succeeded() && table.isSaid(person, wish, stored.result())) {
        return true;
      }
      if (wish.visible() != null && reach.setVisible(person, wish.visible()).failed()) {
        return false;
      }
      table.wish(person, wish, reach.newest(person, exchange.others()).otherwiseEmpty().result());
      if (wish.visible() != null) {
        exchange.flush();
        push();
      }
      return true;
    }

    Map<String, Shown> watch(String client, Collection<String> people) {
      clocks();
      return watchers.watch(client, personByClient.get(client), people, now);
    }

    private void reload() {
      table.own().all().forEach(p -> reach.isVisible(p).onSuccess(visible -> table.loaded(p, visible)));
    }

    private void clocks() {
      table.at(now, now);
      exchange.at(now);
    }

    private void tick() {
      clocks();
      table.advance();
      table.own().all().stream()
          .filter(person -> table.own().choice(person) == null)
          .toList()
          .forEach(person -> reach.isVisible(person).onSuccess(visible -> table.loaded(person, visible)));
      exchange.flush();
      push();
    }

    private void push() {
      watchers.changed(table.changes(), now);
      for (var push : watchers.due(now)) {
        pushes++;
        screen.pushed(this, push);
      }
    }

    @Override
    public String nodeId() {
      return id;
    }

    @Override
    public void tell(Collection<String> to, String topic, byte[] frame) {
      throw new UnsupportedOperationException("presence tells all");
    }

    @Override
    public void tellAll(String topic, byte[] frame) {
      for (var node : nodes.keySet()) {
        if (!node.equals(id) && random.nextDouble() >= loss) {
          frames.add(new Frame(now + (delay == 0 ? 0 : random.nextLong(delay)), node, frame));
        }
      }
    }

    @Override
    public void on(String topic, Handler<byte[]> receiver) {
      throw new UnsupportedOperationException("frames are handed over by deliver");
    }
  }

  Node start() {
    var node = new Node();
    nodes.put(node.id, node);
    node.clocks();
    node.exchange.start();
    return node;
  }

  /** As by kill -9: it says nothing any more, and nobody is told. */
  void kill(Node node) {
    nodes.remove(node.id);
    store.cut.add(node.id);
  }

  /** Lets time pass, with everything that happens in it. */
  void pass(long millis) {
    for (long end = now + millis; now < end; now += 20) {
      deliver();
      for (var node : List.copyOf(nodes.values())) {
        if ((now + node.phase) % PresenceRules.TICK < 20) {
          node.tick();
        }
        if ((now + node.phase) % PresenceRules.LOOK < 20) {
          node.clocks();
          node.exchange.look();
        }
      }
    }
  }

  private void deliver() {
    for (var frame : List.copyOf(frames)) {
      if (frame.at() <= now) {
        frames.remove(frame);
        var node = nodes.get(frame.to());
        if (node != null) {
          node.clocks();
          node.exchange.receive(frame.bytes());
        }
      }
    }
  }
}
