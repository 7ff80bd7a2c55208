package org.amtsrunde.documents.yjs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/**
 * Works on updates (format V1) without a document. Every method reads an update to its end and throws {@link MalformedUpdate}
 * for bytes that are none; none changes what it is given. Time and memory follow the size of the bytes.
 *
 * <p>An update says what it likes about clients and clocks. Of two that contradict each other any may win; whoever stores what
 * strangers send must integrate it, for only a document knows what was there first. Nothing is joined or forgotten here either:
 * also that is a document's work. Source: {@code src/utils/updates.js} of Yjs 13.
 */
public final class Updates {
  private Updates() {}

  /**
   * One update that says what all of these say. One alone is given back as it is and unread; none at all gives the empty update,
   * {@code 00 00}. The bytes are those of {@code mergeUpdates}, but see {@link UpdateMerge}.
   */
  public static byte[] merge(List<byte[]> updates) {
    return updates.size() == 1 ? updates.getFirst() : UpdateMerge.merge(updates);
  }

  /** What somebody lacks who knows so much, and everything that is deleted. The bytes are those of {@code diffUpdate}. */
  public static byte[] diff(byte[] update, StateVector known) {
    var in = new StructReader(update);
    var out = new StructWriter();
    long client = StructReader.NONE;
    int from = 0;
    boolean writing = false;
    while (in.next()) {
      if (in.client != client) {
        client = in.client;
        from = known.clock(client);
        writing = false;
      }
      if (writing) {
        out.copy(in, 0);
      } else if (in.kind != StructReader.SKIP && in.clockEnd() > from) {
        out.copy(in, Math.max(from - in.clock, 0));
        writing = true;
      }
    }
    return out.finish(in.deletes());
  }

  /** What somebody knows who has only this update: each client's clocks from 0 up to the first gap. */
  public static StateVector stateVector(byte[] update) {
    var in = new StructReader(update);
    var clocks = new HashMap<Long, Integer>();
    long client = StructReader.NONE;
    int clock = 0;
    while (in.next()) {
      if (in.client != client) {
        keep(clocks, client, clock);
        client = in.client;
        clock = clocks.getOrDefault(client, 0);
      }
      if (in.kind != StructReader.SKIP && in.clock <= clock) {
        clock = Math.max(clock, in.clockEnd());
      }
    }
    keep(clocks, client, clock);
    in.deletes();
    return StateVector.of(clocks);
  }

  private static void keep(HashMap<Long, Integer> clocks, long client, int clock) {
    if (clock > 0) {
      clocks.put(client, clock);
    }
  }

  public static UpdateMeta meta(byte[] update) {
    var in = new StructReader(update);
    var from = new TreeMap<Long, Integer>();
    var to = new TreeMap<Long, Integer>();
    long client = StructReader.NONE;
    int end = 0;
    while (in.next()) {
      if (in.client != client || in.clock != end) {
        if (end > 0) {
          to.merge(client, end, Math::max);
        }
        client = in.client;
        from.merge(client, in.clock, Math::min);
      }
      end = in.clockEnd();
    }
    if (end > 0) {
      to.merge(client, end, Math::max);
    }
    in.deletes();
    return new UpdateMeta(from, to);
  }

  /** Which clocks an update has structs for, by client, both ascending and without the gaps. */
  public static Map<Long, List<DeleteSet.Range>> written(byte[] update) {
    var in = new StructReader(update);
    var written = new DeleteSet.Builder();
    while (in.next()) {
      if (in.kind != StructReader.SKIP) {
        written.add(in.client, in.clock, in.clockEnd() - in.clock);
      }
    }
    in.deletes();
    return written.build().ranges();
  }

  /** What the update itself calls deleted; structs that came without their content are not in it. */
  public static DeleteSet deleteSet(byte[] update) {
    return new StructReader(update).deletes();
  }

  /** Whether there is nothing new in an update for a document with this state vector and these deletions. */
  public static boolean isKnown(byte[] update, StateVector stateVector, DeleteSet deleted) {
    var in = new StructReader(update);
    boolean known = true;
    while (in.next()) {
      known &= in.clockEnd() <= stateVector.clock(in.client);
    }
    return deleted.covers(in.deletes()) && known;
  }

  /**
   * Whether everything that an update stands on is known, or in it: what its structs follow, precede and lie in, and what it deletes.
   * Where it is not, a document would have to keep a part of it waiting.
   *
   * @param known client → clock up to which it is known
   */
  public static boolean isWhole(byte[] update, LongToIntFunction known) {
    var reach = new HashMap<Long, Integer>();
    var in = new StructReader(update);
    boolean whole = true;
    while (in.next()) {
      int end = reach.computeIfAbsent(in.client, known::applyAsInt);
      if (in.kind != StructReader.SKIP) {
        whole &= in.clock <= end;
        reach.put(in.client, Math.max(end, in.clockEnd()));
      }
    }
    var deleted = in.deletes().ranges();
    LongToIntFunction there = client -> reach.computeIfAbsent(client, known::applyAsInt);
    whole &=
        deleted.entrySet().stream().allMatch(one -> one.getValue().getLast().end() <= there.applyAsInt(one.getKey()));
    in = new StructReader(update);
    while (whole && in.next()) {
      whole =
          in.clockEnd() <= known.applyAsInt(in.client)
              || isThere(in.originClient, in.originClock, there)
                  && isThere(in.rightClient, in.rightClock, there)
                  && isThere(in.parentClient, in.parentClock, there);
    }
    return whole;
  }

  private static boolean isThere(long client, int clock, LongToIntFunction there) {
    return client == StructReader.NONE || clock < there.applyAsInt(client);
  }

  /**
   * Whether every reader can read these bytes; what {@link StructReader} says of them.
   *
   * @throws MalformedUpdate if not
   */
  public static void check(byte[] update) {
    new StructReader(update).deletes();
  }

  /** How many structs there are, without the gaps. */
  public static int structCount(byte[] update) {
    var in = new StructReader(update);
    int count = 0;
    while (in.next()) {
      count += in.kind == StructReader.SKIP ? 0 : 1;
    }
    in.deletes();
    return count;
  }
}
