package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is deleted, as ranges of clocks per client, sorted, joined where they touch. Immutable. On the wire:
 * {@code count (client count (clock length)*)*}, the greatest client first.
 */
public final class DeleteSet {
  public static final DeleteSet EMPTY = new DeleteSet(new TreeMap<>());

  /** From a clock on, so many. */
  public record Range(int clock, int length) {
    public int end() {
      return clock + length;
    }
  }

  private final TreeMap<Long, List<Range>> ranges;

  private DeleteSet(TreeMap<Long, List<Range>> ranges) {
    this.ranges = ranges;
  }

  /** Collects ranges in any order, also overlapping ones. */
  static final class Builder {
    private final TreeMap<Long, List<Range>> ranges = new TreeMap<>();

    Builder add(long client, int clock, int length) {
      if (length > 0) {
        ranges.computeIfAbsent(client, any -> new ArrayList<>()).add(new Range(clock, length));
      }
      return this;
    }

    Builder add(DeleteSet set) {
      set.ranges.forEach((client, list) -> ranges.computeIfAbsent(client, any -> new ArrayList<>()).addAll(list));
      return this;
    }

    boolean isEmpty() {
      return ranges.isEmpty();
    }

    DeleteSet build() {
      ranges.replaceAll((client, list) -> joined(list));
      return ranges.isEmpty() ? EMPTY : new DeleteSet(ranges);
    }

    private static List<Range> joined(List<Range> list) {
      list.sort((a, b) -> Integer.compare(a.clock, b.clock));
      var joined = new ArrayList<Range>(list.size());
      for (var range : list) {
        var last = joined.isEmpty() ? null : joined.getLast();
        if (last != null && last.end() >= range.clock) {
          joined.set(joined.size() - 1, new Range(last.clock, Math.max(last.end(), range.end()) - last.clock));
        } else {
          joined.add(range);
        }
      }
      return List.copyOf(joined);
    }
  }

  public static DeleteSet merge(Collection<DeleteSet> sets) {
    var builder = new Builder();
    sets.forEach(builder::add);
    return builder.build();
  }

  /**
   * Reads one and leaves the reader behind it.
   *
   * @throws MalformedUpdate if it is none, or deletes nothing somewhere
   */
  public static DeleteSet read(Lib0Reader in) {
    var builder = new Builder();
    for (int clients = in.count(); clients > 0; clients--) {
      long client = in.varUint();
      for (int n = in.count(); n > 0; n--) {
        int clock = in.varUint31();
        int length = in.varUint31();
        if (length == 0) {
          // Yjs stumbles over it when it keeps deletions of what it does not know yet.
          throw new MalformedUpdate("a deletion is empty");
        }
        if (clock > Integer.MAX_VALUE - length) {
          throw new MalformedUpdate("a clock is too great");
        }
        builder.add(client, clock, length);
      }
    }
    return builder.build();
  }

  public void write(Lib0Writer out) {
    out.varUint(ranges.size());
    ranges
        .descendingMap()
        .forEach((client, list) -> {
          out.varUint(client).varUint(list.size());
          list.forEach(range -> out.varUint(range.clock).varUint(range.length));
        });
  }

  public byte[] encode() {
    var out = new Lib0Writer();
    write(out);
    return out.toBytes();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Ranges by client, both ascending; not to be changed. */
  public Map<Long, List<Range>> ranges() {
    return ranges;
  }

  /** Whether a stretch of a client's history is deleted as a whole. */
  public boolean contains(long client, int clock, int length) {
    var range = next(client, clock);
    return range != null && range.clock <= clock && clock + length <= range.end();
  }

  /** Where the stretch ends that is deleted, or is not, as this clock: its first clock that is otherwise. */
  int until(long client, int clock) {
    var range = next(client, clock);
    return range == null ? Integer.MAX_VALUE : range.clock <= clock ? range.end() : range.clock;
  }

  /** The range that holds a clock, or else the first after it. */
  private @Nullable Range next(long client, int clock) {
    var list = ranges.getOrDefault(client, List.of());
    int low = 0;
    int high = list.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (list.get(middle).end() <= clock) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == list.size() ? null : list.get(low);
  }

  /** Whether everything that the other has deleted is deleted here. */
  public boolean covers(DeleteSet other) {
    for (var entry : other.ranges.entrySet()) {
      for (var range : entry.getValue()) {
        if (!contains(entry.getKey(), range.clock, range.length)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeleteSet that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(ranges);
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}
