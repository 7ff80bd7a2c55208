package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges updates once: structs by client (the greatest first) and clock. What is there twice is written once, what overlaps is
 * cut, and where clocks are missing stands a skip. Takes memory for a cursor per update and for the result.
 *
 * <p>Same choices as {@code mergeUpdates} of Yjs 13, so that the bytes are the same, with one exception: of collected and other
 * structs that begin at the same clock the collected ones come first. There Yjs leaves the choice to how its engine sorts; this
 * one forgets what somebody has already forgotten.
 */
final class UpdateMerge {
  private final PriorityQueue<Source> sources;
  private final StructWriter out = new StructWriter();
  private final List<Source> all = new ArrayList<>();
  private long turn;

  /** Where the last struct belongs and ends. */
  private long client = StructReader.NONE;

  private int end;

  /** The last struct, if it is a collected one that may still grow. */
  private int gcFrom = StructReader.NONE;

  private UpdateMerge(List<byte[]> updates) {
    sources = new PriorityQueue<>(Math.max(1, updates.size()), Source.ORDER);
    for (int i = 0; i < updates.size(); i++) {
      var source = new Source(updates.get(i), i);
      all.add(source);
      if (source.has) {
        sources.add(source);
      }
    }
  }

  static byte[] merge(List<byte[]> updates) {
    var merge = new UpdateMerge(updates);
    merge.structs();
    var deletes = merge.all.stream().map(source -> source.in.deletes()).toList();
    if (merge.all.stream().allMatch(source -> source.in.ordered)) {
      return merge.out.finish(DeleteSet.merge(deletes));
    }
    var ordered = new ArrayList<byte[]>();
    for (int i = 0; i < updates.size(); i++) {
      ordered.addAll(Reordering.of(updates.get(i)));
      ordered.add(new StructWriter().finish(deletes.get(i)));
    }
    return merge(ordered);
  }

  private void structs() {
    while (true) {
      var source = sources.poll();
      if (source == null) {
        break;
      }
      advance(source);
      if (source.has) {
        // Whoever had the word keeps it if others stand at the same clock; so does the stable sort of Yjs.
        source.turn = --turn;
        sources.add(source);
      }
    }
    flush();
  }

  /** Takes from one update what is next, and then what follows it there without a gap. */
  private void advance(Source source) {
    var in = source.in;
    long first = in.client;
    boolean skipped = false;
    while (source.has && in.client == client && in.clockEnd() <= end) {
      source.advance();
      skipped = true;
    }
    if (!source.has || in.client != first || skipped && in.clock > end) {
      return;
    }
    if (first != client) {
      take(source, 0);
    } else if (in.clock > end) {
      flush();
      out.skip(client, end, in.clock - end);
      end = in.clock;
    } else if (gcFrom != StructReader.NONE && in.kind == StructReader.GC) {
      end = in.clockEnd();
    } else {
      take(source, end - in.clock);
    }
    while (source.has && in.client == first && in.clock == end) {
      take(source, 0);
    }
  }

  private void take(Source source, int known) {
    flush();
    var in = source.in;
    client = in.client;
    end = in.clockEnd();
    if (in.kind == StructReader.GC) {
      gcFrom = in.clock + known;
    } else {
      out.copy(in, known);
    }
    source.advance();
  }

  private void flush() {
    if (gcFrom != StructReader.NONE) {
      out.gc(client, gcFrom, end - gcFrom);
      gcFrom = StructReader.NONE;
    }
  }

  /** One update and how far it is read; skips are passed over. */
  private static final class Source {
    static final Comparator<Source> ORDER =
        (a, b) -> {
          if (a.in.client != b.in.client) {
            return Long.compare(b.in.client, a.in.client);
          }
          if (a.in.clock != b.in.clock) {
            return Integer.compare(a.in.clock, b.in.clock);
          }
          boolean collected = a.in.kind == StructReader.GC;
          if (collected != (b.in.kind == StructReader.GC)) {
            return collected ? -1 : 1;
          }
          return Long.compare(a.turn, b.turn);
        };

    final StructReader in;
    long turn;
    boolean has;

    Source(byte[] update, long turn) {
      in = new StructReader(update);
      this.turn = turn;
      advance();
    }

    void advance() {
      do {
        has = in.next();
      } while (has && in.kind == StructReader.SKIP);
    }
  }
}
