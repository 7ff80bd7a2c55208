package org.amtsrunde.it.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Something that goes wrong.
 *
 * @param at ms after the talking has begun
 * @param target which node or client
 * @param length ms until it is put right; for a store that loses writes: ms of which it loses them
 */
record Nemesis(int at, Kind kind, int target, int length) {
  /** What goes wrong. */
  enum Kind {
    /** kill -9 of a node, which is started again. */
    KILL_NODE,
    /** SIGSTOP of a node; its sockets stay open. */
    PAUSE_NODE,
    /** All nodes are restarted one after the other, as an update does it. */
    ROLLING_RESTART,
    /** kill -9 of the store, which comes back from its append-only file. */
    KILL_STORE,
    PAUSE_STORE,
    /** The store comes back without what it has acknowledged last. */
    REWIND_STORE,
    /** The store fails over to a replica that lacks what was acknowledged last. */
    FAIL_OVER,
    /** All nodes and the store are killed. */
    KILL_ALL,
    /** The clock of the first node, an hour ahead of the others, jumps to an hour behind them, and back. */
    CLOCK,
    /** Nothing that a node says on the event bus reaches another one. */
    MUTE_BUS,
    /** No node is told by any other, nor by itself, that there is something new in the room. */
    MUTE,
    CUT,
    /** A connection swallows everything, and nobody is told. */
    SWALLOW,
    /** Late, and one byte at a time. */
    SLOW,
    /** A client reads nothing. */
    STALL,
    /** A client says everything twice. */
    TWICE
  }

  private static final List<Kind> OF_ROOMS =
      List.of(Kind.MUTE, Kind.CUT, Kind.CUT, Kind.SWALLOW, Kind.SLOW, Kind.STALL, Kind.TWICE);

  /** What is rare enough, or takes so long, that a schedule has one of them. */
  private static final List<Kind> LEADING =
      List.of(
          Kind.KILL_NODE, Kind.REWIND_STORE, Kind.ROLLING_RESTART, Kind.KILL_ALL, Kind.KILL_NODE, Kind.REWIND_STORE);

  private static final int SHORTEST = 100;
  private static final int LONGEST = 1_500;

  /** What happens to everybody: the same for the same number. */
  static List<Nemesis> ofCluster(long number, int nodes, int millis) {
    var random = new Random(number);
    var all = new ArrayList<Nemesis>();
    var leading = LEADING.get((int) Math.floorMod(number, LEADING.size()));
    switch (leading) {
      case KILL_ALL -> all.add(new Nemesis(millis / 3 + random.nextInt(millis / 3), leading, 0, SHORTEST));
      case ROLLING_RESTART -> {
        all.add(new Nemesis(random.nextInt(SHORTEST), leading, 0, 0));
        ofStore(random, millis, all);
      }
      default -> {
        // One node is always there, and none is hit twice: it would not be back so soon.
        var order = new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
        Collections.shuffle(order, random);
        all.add(new Nemesis(random.nextInt(millis / 2), Kind.KILL_NODE, order.get(0), length(random)));
        all.add(new Nemesis(random.nextInt(millis), Kind.PAUSE_NODE, order.get(1), length(random)));
        if (leading == Kind.REWIND_STORE) {
          all.add(new Nemesis(millis / 3 + random.nextInt(millis / 3), leading, 0, length(random)));
        } else {
          ofStore(random, millis, all);
        }
      }
    }
    if (leading != Kind.KILL_ALL) {
      // Every node greets every other once a second: there is something to swallow.
      all.add(new Nemesis(random.nextInt(millis / 2), Kind.MUTE_BUS, 0, 2 * LONGEST));
    }
    all.add(new Nemesis(random.nextInt(millis / 2), Kind.CLOCK, 0, 2 * LONGEST));
    all.sort(Comparator.comparingInt(Nemesis::at));
    return all;
  }

  /** A store that fails over, and a node that dies. */
  static List<Nemesis> ofFailover(long number, int nodes, int millis) {
    var random = new Random(number);
    return List.of(
        new Nemesis(random.nextInt(millis / 4), Kind.KILL_NODE, random.nextInt(nodes), length(random)),
        new Nemesis(millis / 2 + random.nextInt(millis / 4), Kind.FAIL_OVER, 0, SHORTEST + length(random)));
  }

  /** A part of the store that dies and comes back, and a node that dies. */
  static List<Nemesis> ofShards(long number, int nodes, int millis) {
    var random = new Random(number);
    return List.of(
        new Nemesis(random.nextInt(millis / 4), Kind.KILL_NODE, random.nextInt(nodes), length(random)),
        new Nemesis(millis / 2 + random.nextInt(millis / 4), Kind.KILL_STORE, random.nextInt(3), length(random)));
  }

  private static void ofStore(Random random, int millis, List<Nemesis> all) {
    int half = millis / 2;
    all.add(new Nemesis(random.nextInt(half), Kind.KILL_STORE, 0, length(random)));
    all.add(new Nemesis(half + random.nextInt(half), Kind.PAUSE_STORE, 0, length(random)));
  }

  /** What happens to one room and its clients: the same for the same seed. */
  static List<Nemesis> ofRoom(long seed, int clients, int millis) {
    var random = new Random(seed);
    var all = new ArrayList<Nemesis>();
    for (int i = 0; i < clients + 1; i++) {
      var kind = OF_ROOMS.get(random.nextInt(OF_ROOMS.size()));
      all.add(new Nemesis(random.nextInt(millis), kind, random.nextInt(clients), length(random)));
    }
    all.sort(Comparator.comparingInt(Nemesis::at));
    return all;
  }

  private static int length(Random random) {
    return SHORTEST + random.nextInt(LONGEST - SHORTEST);
  }
}
