package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a document holds into updates of a bounded size that can be applied one after the other: each struct comes after all that it
 * refers to, so that nothing is ever pending at whoever applies them in order. Together they are what {@link Doc#encode(StateVector)}
 * gives at once. All deletions, and what the document itself has pending, are in the last part.
 */
public final class StateParts {
  private static final int STRUCT_BYTES = 3;
  private static final int ID_BYTES = 9;

  /** How far one client's history has been told. */
  private static final class Told {
    final Client client;

    /** Of the part that is being made. */
    int from;

    int fromClock;
    int next;

    Told(Client client, int clock) {
      this.client = client;
      fromClock = Math.min(clock, client.state());
      next = fromClock == client.state() ? client.count() : client.find(fromClock);
      from = next;
    }

    void flush() {
      fromClock = state();
      from = next;
    }

    boolean isDone() {
      return next == client.count();
    }

    /** The first clock that is not told. */
    int state() {
      return next == from ? fromClock : client.end(next - 1);
    }
  }

  private final Store store;
  private final Structs structs;
  private final int most;
  private final Told[] told;
  private final List<Told> touched = new ArrayList<>();
  private final List<byte[]> parts = new ArrayList<>();
  private int size;

  private StateParts(Doc doc, StateVector known, int most) {
    this.store = doc.store();
    this.structs = store.structs;
    this.most = most;
    this.told = new Told[store.clients().size()];
    store.clients().forEach(client -> told[client.number] = new Told(client, known.clock(client.id)));
  }

  /**
   * What a replica lacks that knows so much.
   *
   * @param most about how many bytes of structs a part has; one that is larger alone stays whole, and so do deletions
   * @return at least one part
   */
  public static List<byte[]> of(Doc doc, StateVector known, int most) {
    var cut = new StateParts(doc, known, most);
    for (var client : cut.store.descending()) {
      cut.tell(cut.told[client.number]);
    }
    cut.parts.add(doc.withPending(cut.part(doc.deleteSet()), known));
    return cut.parts;
  }

  /** Tells all of a client, and before each struct whatever that refers to. */
  private void tell(Told base) {
    var waiting = new ArrayDeque<Told>();
    while (!base.isDone()) {
      var one = waiting.isEmpty() ? base : waiting.getLast();
      int s = one.client.at(one.next);
      var missing = missing(s, one.state() - structs.clock(s));
      // No two wait for each other in what was integrated; if they did, whoever applies this would have something
      // pending for a while.
      if (missing != null && waiting.size() < told.length) {
        waiting.add(missing);
      } else {
        waiting.pollLast();
        add(one, s);
      }
    }
  }

  /**
   * Whose history has to be told first.
   *
   * @param offset how much of the struct is known already
   */
  private @Nullable Told missing(int s, int offset) {
    if (!structs.isItem(s)) {
      return null;
    }
    int origin = offset > 0 ? structs.client(s) : structs.originClient(s);
    int right = structs.rightClient(s);
    if (origin == NONE && right == NONE) {
      int item = store.parent(s).item;
      return item == NONE ? null : missingAt(structs.client(item), structs.clock(item));
    }
    var missing = offset > 0 || origin == NONE ? null : missingAt(origin, structs.originClock(s));
    return missing != null || right == NONE ? missing : missingAt(right, structs.rightClock(s));
  }

  private @Nullable Told missingAt(int client, int clock) {
    var one = told[client];
    return clock < one.state() || one.isDone() ? null : one;
  }

  private void add(Told one, int s) {
    if (one.next == one.from) {
      touched.add(one);
    }
    one.next++;
    size += STRUCT_BYTES + structs.bytes(s);
    size += structs.originClient(s) == NONE ? 0 : ID_BYTES;
    size += structs.rightClient(s) == NONE ? 0 : ID_BYTES;
    if (size >= most) {
      parts.add(part(DeleteSet.EMPTY));
    }
  }

  private byte[] part(DeleteSet deletes) {
    touched.sort(Comparator.comparingLong((Told one) -> one.client.id).reversed());
    var out = new Lib0Writer(size + size / 4 + 16).varUint(touched.size());
    var writer = new StateWriter(store, out);
    for (var one : touched) {
      writer.structs(one.client, one.from, one.next, one.fromClock);
      one.flush();
    }
    touched.clear();
    size = 0;
    deletes.write(out);
    return out.toBytes();
  }
}
