package org.amtsrunde.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.TestCluster;
import org.amtsrunde.support.TestNode;

/** The schedule of one seed, done to a cluster and to those who use it. */
final class Storm {
  /** Somebody with a network of their own, who may lose their memory. */
  interface Victim {
    BadNetwork network();

    void forget();
  }

  /** Long enough for an answer that should not have been given, short enough for the store not to be back. */
  private static final int SOON_MILLIS = 100;

  private final TestCluster cluster;
  private final long seed;
  private final List<? extends Victim> victims;

  /** How much the store had written before what it loses. */
  private volatile long written;

  private volatile boolean rewound;

  Storm(TestCluster cluster, long seed, List<? extends Victim> victims) {
    this.cluster = cluster;
    this.seed = seed;
    this.victims = victims;
  }

  /** Whether the store has lost what it had acknowledged. */
  boolean rewound() {
    return rewound;
  }

  /** Everything that goes wrong in this time, until it has been put right and all nodes are ready. */
  void rage(int millis) {
    var tasks = new ArrayList<CompletableFuture<Void>>();
    for (var fault : Fault.schedule(seed, cluster.nodes().size(), victims.size(), millis)) {
      tasks.add(
          CompletableFuture.runAsync(() -> hit(fault, this::begin), after(fault.at()))
              .thenRunAsync(() -> hit(fault, this::end), after(fault.length())));
    }
    CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
    cluster.nodes().forEach(TestNode::awaitReady);
  }

  /** The network is back, and with it whoever believed that it had never gone. */
  void heal() {
    victims.forEach(victim -> victim.network().heal());
  }

  private interface Blow {
    void of(Fault fault) throws IOException;
  }

  private static void hit(Fault fault, Blow blow) {
    try {
      blow.of(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Executor after(int millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
  }

  private void begin(Fault fault) throws IOException {
    var redis = cluster.redis();
    switch (fault.kind()) {
      case KILL_NODE -> {
        cluster.node(fault.target()).kill();
        forget(fault.target());
      }
      case PAUSE_NODE -> cluster.node(fault.target()).pause();
      case KILL_STORE -> {
        redis.handle().destroyForcibly();
        after(SOON_MILLIS).execute(() -> forget(fault.target()));
      }
      case PAUSE_STORE -> TestNode.signal(redis.handle(), "STOP");
      case REWIND_STORE -> written = cluster.storeFile().written();
      case KILL_ALL -> {
        redis.handle().destroyForcibly();
        cluster.nodes().forEach(TestNode::kill);
        forget(fault.target());
      }
      case CUT -> victims.get(fault.target()).network().cut();
      case SWALLOW -> victims.get(fault.target()).network().swallow();
      case SLOW -> victims.get(fault.target()).network().slow(true);
      case FORGET -> victims.get(fault.target()).forget();
    }
  }

  private void forget(int parity) {
    for (int i = parity % 2; i < victims.size(); i += 2) {
      victims.get(i).forget();
    }
  }

  private void end(Fault fault) throws IOException {
    switch (fault.kind()) {
      case KILL_NODE -> cluster.node(fault.target()).start();
      case PAUSE_NODE -> cluster.node(fault.target()).resume();
      case PAUSE_STORE -> TestNode.signal(cluster.redis().handle(), "CONT");
      case REWIND_STORE -> {
        rewound = true;
        cluster.storeFile().rewind(written);
      }
      case KILL_ALL -> cluster.nodes().forEach(TestNode::start);
      case SLOW -> victims.get(fault.target()).network().slow(false);
      case KILL_STORE, CUT, SWALLOW, FORGET -> {}
    }
  }
}
