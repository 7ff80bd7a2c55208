package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.ArrayList;
import java.util.List;

/**
 * One change of a document, of whatever size: splits, deletes, and at its end collects what is deleted and joins what belongs
 * together, by the rules of Yjs, so that the same history leaves the same structs.
 */
final class Change {
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private final Store store;
  private final boolean collects;
  private final Structs structs;
  private final List<Client> touched = new ArrayList<>();
  private final List<Client> deleting = new ArrayList<>();

  /** Client and clock of structs that may be joined with their neighbours at the end. */
  private final IntList joinable = new IntList();

  private final IntList below = new IntList();
  private final Collector collector;
  private final Joiner joiner;

  /** @param collects whether the content of what is deleted is given up */
  Change(Store store, boolean collects) {
    this.store = store;
    this.collects = collects;
    this.structs = store.structs;
    this.collector = new Collector(store);
    this.joiner = new Joiner(store);
  }

  boolean isEmpty() {
    return touched.isEmpty() && deleting.isEmpty();
  }

  /** Clients whose history this change has added to. */
  List<Client> touched() {
    return touched;
  }

  /** Clients of whom this change has deleted something. */
  List<Client> deleting() {
    return deleting;
  }

  void append(int s) {
    var client = store.client(structs.client(s));
    if (client.before < 0) {
      client.before = client.state();
      touched.add(client);
    }
    client.append(s);
  }

  // Splitting

  /** The struct that begins at a clock; the one that holds it is split if it begins earlier. */
  int cleanStart(int client, int clock) {
    var history = store.client(client);
    int index = history.find(clock);
    int s = history.at(index);
    if (structs.clock(s) < clock && structs.isItem(s)) {
      int right = split(s, clock - structs.clock(s));
      history.insert(index + 1, right);
      return right;
    }
    return s;
  }

  /** The struct that ends with a clock; the one that holds it is split if it ends later. */
  int cleanEnd(int client, int clock) {
    var history = store.client(client);
    int index = history.find(clock);
    int s = history.at(index);
    if (structs.end(s) - 1 != clock && structs.isItem(s)) {
      history.insert(index + 1, split(s, clock - structs.clock(s) + 1));
    }
    return s;
  }

  /** Cuts an item; the caller puts the right part, which is returned, into the history. */
  int split(int s, int length) {
    int client = structs.client(s);
    int clock = structs.clock(s) + length;
    int right = structs.add(structs.kind(s), client, clock, structs.length(s) - length);
    structs.origin(right, client, clock - 1);
    structs.rightOrigin(right, structs.rightClient(s), structs.rightClock(s));
    structs.parent(right, structs.parent(s));
    structs.key(right, structs.key(s));
    splitContent(s, right, length);
    if (structs.isGone(s)) {
      structs.markGone(right);
    }
    int next = structs.right(s);
    structs.left(right, s);
    structs.right(right, next);
    structs.right(s, right);
    if (next != NONE) {
      structs.left(next, right);
    } else if (structs.key(right) != NONE) {
      store.parent(right).entry(structs.key(right), right);
    }
    structs.length(s, length);
    mayJoin(client, clock);
    return right;
  }

  private void splitContent(int s, int right, int length) {
    int from = structs.content(s);
    int bytes = structs.bytes(s);
    int cut = cut(structs.kind(s), from, bytes, structs.length(s), length);
    if (cut >= 0) {
      structs.content(s, from, cut - from);
      structs.content(right, cut, from + bytes - cut);
      return;
    }
    // Through the middle of a character: each side gets U+FFFD, so that both stay texts (yjs #248).
    int character = ~cut;
    var arena = store.arena;
    int leftFrom = arena.add(arena.bytes, from, character - from);
    arena.add(REPLACEMENT, 0, REPLACEMENT.length);
    int rightFrom = arena.add(REPLACEMENT, 0, REPLACEMENT.length);
    arena.add(arena.bytes, character + 4, from + bytes - character - 4);
    structs.content(s, leftFrom, character - from + 3);
    structs.content(right, rightFrom, from + bytes - character - 1);
    arena.drop(bytes);
  }

  /** The place in the contents after so many elements; its complement in the middle of a character. */
  private int cut(int kind, int from, int bytes, int length, int elements) {
    return switch (kind) {
      case Structs.STRING -> bytes == length ? from + elements : Utf8.advance(store.arena.bytes, from, elements);
      case Structs.JSON, Structs.ANY -> {
        var in = new Lib0Reader(store.arena.bytes, from, bytes);
        for (int i = 0; i < elements; i++) {
          if (kind == Structs.ANY) {
            in.skipAny();
          } else {
            in.skipVarString();
          }
        }
        yield in.at;
      }
      default -> from;
    };
  }

  /** Leaves an item that is not integrated yet without its first elements. */
  void cutOff(int s, int length) {
    int from = structs.content(s);
    int bytes = structs.bytes(s);
    int cut = cut(structs.kind(s), from, bytes, structs.length(s), length);
    if (cut >= 0) {
      structs.content(s, cut, from + bytes - cut);
    } else {
      var arena = store.arena;
      int fresh = arena.add(REPLACEMENT, 0, REPLACEMENT.length);
      arena.add(arena.bytes, ~cut + 4, from + bytes - ~cut - 4);
      structs.content(s, fresh, from + bytes - ~cut - 1);
    }
    structs.clock(s, structs.clock(s) + length);
    structs.length(s, structs.length(s) - length);
  }

  // Deleting

  void deletes(int client, int clock, int length) {
    var history = store.client(client);
    if (history.deletions() == 0) {
      deleting.add(history);
    }
    history.addDeletion(clock, length);
  }

  /** Deletes an item and everything that stands in it. */
  void delete(int item) {
    markDeleted(item);
    while (!below.isEmpty()) {
      markDeleted(below.removeLast());
    }
  }

  private void markDeleted(int s) {
    if (structs.isGone(s)) {
      return;
    }
    if (structs.key(s) == NONE && structs.isCountable(s)) {
      store.parent(s).length -= structs.length(s);
    }
    structs.markGone(s);
    deletes(structs.client(s), structs.clock(s), structs.length(s));
    if (structs.kind(s) == Structs.TYPE) {
      var type = store.typeOf(s);
      for (int child = type.start; child != NONE; child = structs.right(child)) {
        deleteBelow(child);
      }
      var entries = type.entries();
      for (int i = 0; entries != null && i < entries.size(); i++) {
        deleteBelow(entries.valueAt(i));
      }
    }
  }

  private void deleteBelow(int child) {
    if (!structs.isGone(child)) {
      below.add(child);
    } else if (structs.clock(child) < store.client(structs.client(child)).stateBefore()) {
      // Deleted earlier, so not among the deletions of this change, but it will be collected now and may then be
      // joined.
      mayJoin(structs.client(child), structs.clock(child));
    }
  }

  void mayJoin(int client, int clock) {
    joinable.add(client);
    joinable.add(clock);
  }

  // The end

  /** Collects what was deleted and joins what belongs together; after this the change is over and may be used for the next. */
  void finish() {
    for (var client : deleting) {
      client.joinDeletions();
      if (collects) {
        collector.collect(client);
      }
    }
    for (var client : deleting) {
      joiner.joinDeleted(client);
    }
    for (var client : touched) {
      joiner.joinSince(client, client.before);
    }
    for (int i = joinable.size() - 2; i >= 0; i -= 2) {
      joiner.joinAround(store.client(joinable.get(i)), joinable.get(i + 1));
    }
    store.tidy();
  }

  void forget() {
    for (var client : touched) {
      client.before = -1;
    }
    for (var client : deleting) {
      client.forgetDeletions();
    }
    touched.clear();
    deleting.clear();
    joinable.clear();
  }
}
