package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

/**
 * Puts items where they belong: the algorithm of Yjs, a variant of YATA (Nicolaescu et al., "Near Real-Time Peer-to-Peer Shared
 * Editing on Extensible Data Types", 2016). All replicas that integrate the same items, in whatever order, have the same lists.
 */
final class Integrator {
  private final Store store;
  private final Structs structs;
  private final Change change;
  private final IntSet beforeOrigin = new IntSet();
  private final IntSet conflicting = new IntSet();

  Integrator(Store store, Change change) {
    this.store = store;
    this.structs = store.structs;
    this.change = change;
  }

  /**
   * Whether all is known that an item refers to.
   *
   * @return the number of a client of whom something is missing; NONE if nothing is
   */
  int missing(int s) {
    if (isMissing(structs.originClient(s), structs.originClock(s))) {
      return structs.originClient(s);
    }
    if (isMissing(structs.rightClient(s), structs.rightClock(s))) {
      return structs.rightClient(s);
    }
    // Where a parent is named by its id, that stands where left and right will be.
    return structs.hasParentId(s) && isMissing(structs.left(s), structs.right(s)) ? structs.left(s) : NONE;
  }

  private boolean isMissing(int client, int clock) {
    return client != NONE && !store.isKnown(client, clock);
  }

  /**
   * Adds a struct of which nothing is {@link #missing} to the document.
   *
   * @param offset how many of its first elements are known already
   */
  void integrate(int s, int offset) {
    if (!structs.isItem(s)) {
      structs.clock(s, structs.clock(s) + offset);
      structs.length(s, structs.length(s) - offset);
      change.append(s);
      return;
    }
    findNeighbours(s);
    if (offset > 0) {
      int client = structs.client(s);
      change.cutOff(s, offset);
      int last = structs.clock(s) - 1;
      structs.left(s, change.cleanEnd(client, last));
      structs.origin(s, client, last);
    }
    if (structs.parent(s) == NONE) {
      becomeGarbage(s);
    } else {
      insert(s);
    }
  }

  private void findNeighbours(int s) {
    int parentItem = NONE;
    boolean byId = structs.hasParentId(s);
    if (byId) {
      parentItem = store.find(structs.left(s), structs.right(s));
      structs.forgetParentId(s);
    }
    int left =
        structs.originClient(s) == NONE ? NONE : change.cleanEnd(structs.originClient(s), structs.originClock(s));
    int right =
        structs.rightClient(s) == NONE ? NONE : change.cleanStart(structs.rightClient(s), structs.rightClock(s));
    structs.left(s, left);
    structs.right(s, right);
    if (left != NONE && !structs.isItem(left) || right != NONE && !structs.isItem(right)) {
      structs.parent(s, NONE);
    } else if (byId) {
      structs.parent(s, structs.kind(parentItem) == Structs.TYPE ? structs.content(parentItem) : NONE);
    } else if (structs.parent(s) == NONE) {
      int neighbour = left != NONE ? left : right;
      structs.parent(s, structs.parent(neighbour));
      structs.key(s, structs.key(neighbour));
    }
  }

  /** What it stood in was collected. */
  private void becomeGarbage(int s) {
    store.arena.drop(structs.bytes(s));
    structs.content(s, 0, 0);
    structs.kind(s, Structs.GC);
    change.append(s);
  }

  /** Links an item that knows its parent, its key and the neighbours of its origin. */
  void insert(int s) {
    var parent = store.parent(s);
    int key = structs.key(s);
    int left = structs.left(s);
    int right = structs.right(s);
    boolean isConflict = left == NONE ? right == NONE || structs.left(right) != NONE : structs.right(left) != right;
    if (isConflict) {
      left = leftOf(s, parent, key, left, right);
      structs.left(s, left);
    }
    int next;
    if (left != NONE) {
      next = structs.right(left);
      structs.right(left, s);
    } else {
      next = first(parent, key);
      if (key == NONE) {
        parent.start = s;
      }
    }
    structs.right(s, next);
    if (next != NONE) {
      structs.left(next, s);
    } else if (key != NONE) {
      parent.entry(key, s);
      if (left != NONE) {
        change.delete(left);
      }
    }
    if (key == NONE && structs.isCountable(s)) {
      parent.length += structs.length(s);
    }
    change.append(s);
    takeContent(s);
    if (parent.item != NONE && structs.isGone(parent.item) || key != NONE && next != NONE) {
      change.delete(s);
    }
  }

  /** The first item of a list, or the oldest that is linked with a key. */
  private int first(YType parent, int key) {
    if (key == NONE) {
      return parent.start;
    }
    int oldest = parent.entry(key);
    while (oldest != NONE && structs.left(oldest) != NONE) {
      oldest = structs.left(oldest);
    }
    return oldest;
  }

  /** Among items that others put at the same place, the one after which this belongs. */
  private int leftOf(int s, YType parent, int key, int origin, int right) {
    int left = origin;
    int other = left != NONE ? structs.right(left) : first(parent, key);
    beforeOrigin.clear();
    conflicting.clear();
    while (other != NONE && other != right) {
      beforeOrigin.add(other);
      conflicting.add(other);
      if (structs.sameOrigin(s, other)) {
        if (id(other) < id(s)) {
          left = other;
          conflicting.clear();
        } else if (structs.sameRightOrigin(s, other)) {
          break;
        }
      } else {
        int itsOrigin = originOf(other);
        if (itsOrigin == NONE || !beforeOrigin.contains(itsOrigin)) {
          break;
        }
        if (!conflicting.contains(itsOrigin)) {
          left = other;
          conflicting.clear();
        }
      }
      other = structs.right(other);
    }
    return left;
  }

  private long id(int s) {
    return store.client(structs.client(s)).id;
  }

  private int originOf(int s) {
    return structs.originClient(s) == NONE ? NONE : store.find(structs.originClient(s), structs.originClock(s));
  }

  private void takeContent(int s) {
    switch (structs.kind(s)) {
      case Structs.DELETED -> {
        change.deletes(structs.client(s), structs.clock(s), structs.length(s));
        structs.markGone(s);
      }
      case Structs.TYPE -> {
        int bytes = structs.bytes(s);
        var in = new Lib0Reader(store.arena.bytes, structs.content(s), bytes);
        int kind = (int) in.varUint();
        boolean named = kind == YType.XML_ELEMENT || kind == YType.XML_HOOK;
        var type = store.addType(kind, named ? in.varString() : null, s);
        store.arena.drop(bytes);
        structs.content(s, type.number, 0);
      }
      default -> {}
    }
  }
}
