package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is there and what they let others see, as a table of client → (clock, JSON). Holds no state of its own side; times are
 * milliseconds of whatever clock the caller has. A state is kept as the bytes it came in, known to be JSON but not looked into.
 *
 * <p>A state is taken if its clock is greater than the known one, where the clock of a stranger is 0; a removal also if it is
 * equal and there is a state. So after a removal only a greater clock brings somebody back. Clocks of the removed are kept for
 * this for two minutes, of as many clients at most as there may be states. Source: {@code awareness.js} of y-protocols 1.
 */
public final class Awareness {
  /** A state that was not renewed for so long is outdated. */
  public static final long OUTDATED_MILLIS = 30_000;

  private static final long REMEMBERED_MILLIS = 120_000;
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private record State(int clock, byte @Nullable [] json, long since) {}

  /**
   * What an update did. Each client is in one list at most.
   *
   * @param updated also states that were only renewed
   * @param refused those whose state is too large, or for whom there is no room; nothing was changed for them
   */
  public record Change(List<Long> added, List<Long> updated, List<Long> removed, List<Long> refused) {
    public boolean isEmpty() {
      return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
    }
  }

  private final int mostStates;
  private final int mostBytes;
  private final LinkedHashMap<Long, State> present = new LinkedHashMap<>();

  /** The earliest removal first. */
  private final LinkedHashMap<Long, State> gone = new LinkedHashMap<>();

  /** @param mostBytes of one state */
  public Awareness(int mostStates, int mostBytes) {
    this.mostStates = mostStates;
    this.mostBytes = mostBytes;
  }

  /** One line of an update. */
  public static final class Entry {
    private final long client;
    private final int clock;
    private final byte[] update;
    private final int from;
    private final int length;

    private Entry(Lib0Reader in) {
      client = in.varUint();
      clock = in.varUint31();
      update = in.bytes;
      int size = in.at;
      length = in.count();
      in.at = size;
      in.skipVarString();
      from = in.at - length;
      JsonSyntax.check(update, from, length);
    }

    public long client() {
      return client;
    }

    public int clock() {
      return clock;
    }

    /** Whether the state is {@code null}: the client is gone. */
    public boolean removes() {
      return JsonSyntax.isNull(update, from, length);
    }

    /** The state as it came, UTF-8, copied. */
    public byte[] json() {
      return Arrays.copyOfRange(update, from, from + length);
    }

    public int jsonLength() {
      return length;
    }
  }

  /**
   * The lines of an update in their order.
   *
   * @throws MalformedUpdate if these bytes are none, or more follows
   */
  public static List<Entry> entries(byte[] update) {
    var in = new Lib0Reader(update);
    int n = in.count();
    var entries = new ArrayList<Entry>(Math.min(n, 16));
    for (int i = 0; i < n; i++) {
      entries.add(new Entry(in));
    }
    if (in.hasMore()) {
      throw new MalformedUpdate("something follows the states");
    }
    return entries;
  }

  /**
   * Takes what is new in an update.
   *
   * @throws MalformedUpdate if these bytes are none; nothing is changed then
   */
  public Change apply(byte[] update, long now) {
    var entries = entries(update);
    var before = new HashSet<Long>();
    var touched = new HashSet<Long>();
    var refused = new HashSet<Long>();
    for (var entry : entries) {
      long client = entry.client;
      if (!isNews(entry)) {
        continue;
      }
      boolean known = present.containsKey(client);
      if (!entry.removes() && (entry.length > mostBytes || !known && present.size() >= mostStates)) {
        refused.add(client);
        continue;
      }
      if (touched.add(client) && known) {
        before.add(client);
      }
      if (entry.removes()) {
        leave(client, entry.clock, now);
      } else {
        gone.remove(client);
        present.put(client, new State(entry.clock, entry.json(), now));
      }
    }
    forget(now);
    refused.removeAll(touched);
    return change(touched, before, refused);
  }

  private Change change(Set<Long> touched, Set<Long> before, Set<Long> refused) {
    var added = new ArrayList<Long>();
    var updated = new ArrayList<Long>();
    var removed = new ArrayList<Long>();
    for (var client : touched) {
      if (present.containsKey(client)) {
        (before.contains(client) ? updated : added).add(client);
      } else if (before.contains(client)) {
        removed.add(client);
      }
    }
    return new Change(List.copyOf(added), List.copyOf(updated), List.copyOf(removed), List.copyOf(refused));
  }

  private boolean isNews(Entry entry) {
    int clock = Math.max(0, clock(entry.client));
    return entry.clock > clock || entry.clock == clock && entry.removes() && present.containsKey(entry.client);
  }

  private void leave(long client, int clock, long now) {
    present.remove(client);
    gone.remove(client);
    gone.put(client, new State(clock, null, now));
  }

  private void forget(long now) {
    var eldest = gone.values().iterator();
    while (eldest.hasNext()) {
      var state = eldest.next();
      if (gone.size() <= mostStates && now - state.since < REMEMBERED_MILLIS) {
        break;
      }
      eldest.remove();
    }
  }

  /**
   * Removes states, their clocks unchanged: what {@link #encode} then says of these clients removes them elsewhere too.
   *
   * @return those that were there
   */
  public List<Long> remove(Collection<Long> clients, long now) {
    var removed = new ArrayList<Long>();
    for (var client : clients) {
      var state = present.get(client);
      if (state != null) {
        leave(client, state.clock, now);
        removed.add(client);
      }
    }
    forget(now);
    return removed;
  }

  /** Whose state was not renewed for {@link #OUTDATED_MILLIS}. */
  public List<Long> outdated(long now) {
    var outdated = new ArrayList<Long>();
    present.forEach((client, state) -> {
      if (now - state.since >= OUTDATED_MILLIS) {
        outdated.add(client);
      }
    });
    return outdated;
  }

  /** An update with what is known of these clients; those of whom nothing is known are not in it. */
  public byte[] encode(Collection<Long> clients) {
    var known = clients.stream().filter(client -> clock(client) >= 0).toList();
    var out = new Lib0Writer().varUint(known.size());
    for (var client : known) {
      var json = state(client);
      out.varUint(client).varUint(clock(client)).varBytes(json == null ? NULL : json);
    }
    return out.toBytes();
  }

  /** Who has a state; a copy, in the order of their coming. */
  public List<Long> clients() {
    return List.copyOf(present.keySet());
  }

  /** The JSON of a state, not to be changed; null if the client has none. */
  public byte @Nullable [] state(long client) {
    var state = present.get(client);
    return state == null ? null : state.json;
  }

  /** The known clock, also of a client that is gone; −1 if there is none. */
  public int clock(long client) {
    var state = present.get(client);
    if (state == null) {
      state = gone.get(client);
    }
    return state == null ? -1 : state.clock;
  }
}
