package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

/** Takes the content out of what a change has deleted, and what stood in a deleted type out of its list altogether. */
final class Collector {
  private final Store store;
  private final Structs structs;
  private final IntList inside = new IntList();

  Collector(Store store) {
    this.store = store;
    this.structs = store.structs;
  }

  void collect(Client client) {
    for (int d = client.deletions() - 1; d >= 0; d--) {
      int end = client.deletionEnd(d);
      for (int i = client.find(client.deletionClock(d)); i < client.count(); i++) {
        int s = client.at(i);
        if (structs.clock(s) >= end) {
          break;
        }
        if (structs.isItem(s) && structs.isGone(s)) {
          empty(s);
          structs.kind(s, Structs.DELETED);
        }
      }
    }
  }

  private void empty(int item) {
    release(item);
    while (!inside.isEmpty()) {
      int s = inside.removeLast();
      release(s);
      structs.kind(s, Structs.GC);
    }
  }

  private void release(int s) {
    if (structs.kind(s) == Structs.TYPE) {
      var type = store.typeOf(s);
      for (int child = type.start; child != NONE; child = structs.right(child)) {
        inside.add(child);
      }
      var entries = type.entries();
      for (int i = 0; entries != null && i < entries.size(); i++) {
        for (int older = entries.valueAt(i); older != NONE; older = structs.left(older)) {
          inside.add(older);
        }
      }
      type.clear();
      store.forgetType(type.number);
    } else {
      store.arena.drop(structs.bytes(s));
    }
    structs.content(s, 0, 0);
  }
}
