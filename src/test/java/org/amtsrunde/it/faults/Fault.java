package org.amtsrunde.it.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Something that goes wrong.
 *
 * @param at ms after the typing has begun
 * @param target which node or writer; for what hits the store or everything: whether even or odd writers lose their memory
 * @param length ms until it is put right; for a store that is put back: ms of which it loses what was written
 */
record Fault(int at, Kind kind, int target, int length) {
  /** What goes wrong. */
  enum Kind {
    /** A node is killed and started again; every other writer loses its memory in that moment. */
    KILL_NODE,
    /** A node stands still, its sockets stay open. */
    PAUSE_NODE,
    /** The store is killed and comes back from its file; every other writer loses its memory before it does. */
    KILL_STORE,
    PAUSE_STORE,
    /** The store is killed and comes back from its file as it was a moment before: what it had acknowledged since is gone. */
    REWIND_STORE,
    /** All nodes and the store are killed; every other writer loses its memory. */
    KILL_ALL,
    /** The connection of a writer is cut. */
    CUT,
    /** Nothing that is said on the connection arrives any more, and nobody is told. */
    SWALLOW,
    /** What a writer says and hears comes late and in pieces. */
    SLOW,
    /** A writer leaves, and comes back as somebody who knows nothing. */
    FORGET
  }

  private static final List<Kind> OF_WRITERS =
      List.of(Kind.CUT, Kind.CUT, Kind.SWALLOW, Kind.SLOW, Kind.SLOW, Kind.FORGET);
  private static final int SHORTEST = 100;
  private static final int LONGEST = 1_500;

  /** A store that was killed is started again after 200 ms. */
  private static final int STORE_RESTS = 800;

  private static final int PAUSE_ONE_IN = 3;

  /** In one of so many schedules everything is killed, in another one the store is put back. */
  private static final int RARE_ONE_IN = 5;

  private static final int KILLS_ALL = 0;
  private static final int REWINDS = 1;

  /** A schedule: the same for the same seed. */
  static List<Fault> schedule(long seed, int nodes, int writers, int millis) {
    var random = new Random(seed);
    var faults = new ArrayList<Fault>();
    int rare = random.nextInt(RARE_ONE_IN);
    if (rare == KILLS_ALL) {
      faults.add(new Fault(millis / 2 + random.nextInt(millis / 3), Kind.KILL_ALL, random.nextInt(2), SHORTEST));
    } else {
      // One node is always there, and none is killed twice: it would not be back so soon.
      var order = new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
      Collections.shuffle(order, random);
      for (int node : order.subList(1, nodes)) {
        var kind = random.nextInt(PAUSE_ONE_IN) == 0 ? Kind.PAUSE_NODE : Kind.KILL_NODE;
        faults.add(new Fault(random.nextInt(millis), kind, node, length(random)));
      }
      if (rare == REWINDS) {
        faults.add(new Fault(millis / 3 + random.nextInt(millis / 3), Kind.REWIND_STORE, 0, length(random)));
      } else {
        ofStore(random, millis, faults);
      }
    }
    for (int i = 0; i < writers; i++) {
      var kind = OF_WRITERS.get(random.nextInt(OF_WRITERS.size()));
      faults.add(new Fault(random.nextInt(millis), kind, random.nextInt(writers), length(random)));
    }
    faults.sort(Comparator.comparingInt(Fault::at));
    return faults;
  }

  private static void ofStore(Random random, int millis, List<Fault> faults) {
    for (int at = random.nextInt(millis / 2); at < millis; at += LONGEST + STORE_RESTS + random.nextInt(millis / 2)) {
      var kind = random.nextInt(PAUSE_ONE_IN) == 0 ? Kind.PAUSE_STORE : Kind.KILL_STORE;
      faults.add(new Fault(at, kind, random.nextInt(2), length(random)));
    }
  }

  private static int length(Random random) {
    return SHORTEST + random.nextInt(LONGEST - SHORTEST);
  }
}
