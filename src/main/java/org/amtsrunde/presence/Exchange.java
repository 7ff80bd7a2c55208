package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.cluster.NodeBus;

/**
 * Tells other nodes of our people and learns of theirs. Changes go over the bus, which may lose them, and into the store, where
 * every node looks each {@link PresenceRules#LOOK}; so a lost frame costs half a second. Runs on the home loop.
 */
final class Exchange {
  static final String TOPIC = "presence";

  /** After the store was away, its silence about a node is no sign of death for so long: nodes are writing anew. */
  private static final long DOUBT = 3_000;

  private final PresenceTable table;
  private final PresenceStore store;
  private final NodeBus bus;
  private Set<String> enrolled = Set.of();
  private final Runnable learned;
  private final Runnable storeCameBack;
  private final Set<String> reading = new HashSet<>();
  private boolean writeAll;
  private boolean looking;
  private boolean cutOff;
  private long doubtUntil;
  private long now;

  /**
   * @param learned called after something about other nodes' people was learned
   * @param storeCameBack called when the store answers again after it did not
   */
  Exchange(PresenceTable table, PresenceStore store, NodeBus bus, Runnable learned, Runnable storeCameBack) {
    this.table = table;
    this.store = store;
    this.bus = bus;
    this.learned = learned;
    this.storeCameBack = storeCameBack;
  }

  void at(long monotonic) {
    now = monotonic;
  }

  /**
   * Tells what has changed since the last time.
   *
   * @return succeeds when the store has taken it, or is known to need all our people anew, which it gets with the next look
   */
  Future<Void> flush() {
    var step = table.own().take();
    if (step == null) {
      return Future.succeededFuture();
    }
    bus.tellAll(TOPIC, PresenceJson.batch(step));
    if (writeAll) {
      return Future.succeededFuture();
    }
    return store
        .write(step)
        .onSuccess(written -> writeAll |= !written)
        .onFailure(failure -> {
          writeAll = true;
          storeIsAway();
        })
        .otherwise(false)
        .mapEmpty();
  }

  /** Writes all our people anew, as at the start and whenever the store may not have them as they are. */
  Future<Void> writeAll() {
    writeAll = false;
    var step = table.own().takeForced();
    bus.tellAll(TOPIC, PresenceJson.batch(step));
    return store.writeAll(step.node(), step.to(), table.own().told()).onFailure(failure -> writeAll = true).mapEmpty();
  }

  /** Writes our people and learns of all others', before the first person comes. */
  Future<Void> start() {
    return writeAll().compose(ignored -> enrol()).compose(ignored -> Future.all(readOthers())).mapEmpty();
  }

  /** Lets our people live on and asks what the other nodes tell. */
  void look() {
    if (looking) {
      return;
    }
    looking = true;
    var asked = new ArrayList<Future<?>>();
    asked.add(writeAll ? writeAll() : store.renew(bus.nodeId()).onSuccess(lives -> writeAll |= !lives));
    asked.add(enrol());
    asked.addAll(readOthers());
    Future.join(asked)
        .onComplete(ignored -> {
          looking = false;
          if (asked.get(0).failed()) {
            storeIsAway();
          } else if (cutOff) {
            cutOff = false;
            storeCameBack.run();
          }
          learned.run();
        });
  }

  /** All nodes whose people the store may hold, dead ones among them. */
  private Future<?> enrol() {
    return store.enrol(bus.nodeId()).onSuccess(nodes -> enrolled = nodes);
  }

  private List<Future<?>> readOthers() {
    var asked = new ArrayList<Future<?>>();
    others().forEach(node -> asked.add(read(node)));
    return asked;
  }

  /** All other nodes that may tell of people. */
  Set<String> others() {
    var nodes = new HashSet<>(enrolled);
    nodes.addAll(table.nodes());
    nodes.remove(bus.nodeId());
    return nodes;
  }

  /** A frame of the bus. */
  void receive(byte[] frame) {
    var step = PresenceJson.batch(frame);
    var node = step.node();
    if (!table.apply(step) && reading.add(node)) {
      read(node)
          .onComplete(ignored -> {
            reading.remove(node);
            learned.run();
          });
    }
    learned.run();
  }

  private Future<?> read(String node) {
    return store
        .look(node, table.version(node))
        .onSuccess(told -> {
          if (told == null) {
            if (now >= doubtUntil) {
              table.missing(node);
            }
          } else if (told.people() == null) {
            table.renewed(node);
          } else {
            table.replace(node, told.version(), told.people());
          }
        })
        .onFailure(failure -> storeIsAway());
  }

  private void storeIsAway() {
    cutOff = true;
    doubtUntil = now + DOUBT;
  }
}
