package org.amtsrunde.documents.yjs;

/** Makes one struct of neighbours that one struct can say, by the conditions of Yjs. */
final class Joiner {
  private final Store store;
  private final Structs structs;

  Joiner(Store store) {
    this.store = store;
    this.structs = store.structs;
  }

  /** Joins around all that the change has deleted of a client. */
  void joinDeleted(Client client) {
    for (int d = client.deletions() - 1; d >= 0; d--) {
      int clock = client.deletionClock(d);
      int index = Math.min(client.count() - 1, 1 + client.find(client.deletionEnd(d) - 1));
      while (index > 0 && structs.clock(client.at(index)) >= clock) {
        index -= 1 + joinWithLefts(client, index);
      }
    }
  }

  /** Joins all that was added to a client since a clock, also with what stood before it. */
  void joinSince(Client client, int clock) {
    int first = clock >= client.state() ? client.count() : Math.max(client.find(clock), 1);
    for (int index = client.count() - 1; index >= first; ) {
      index -= 1 + joinWithLefts(client, index);
    }
  }

  void joinAround(Client client, int clock) {
    int index = client.find(clock);
    if (index + 1 < client.count() && joinWithLefts(client, index + 1) > 1) {
      return;
    }
    if (index > 0) {
      joinWithLefts(client, index);
    }
  }

  /** @return how many were joined into another and are gone from the history */
  private int joinWithLefts(Client client, int index) {
    int right = client.at(index);
    int i = index;
    for (; i > 0; i--) {
      int left = client.at(i - 1);
      if (!join(left, right)) {
        break;
      }
      structs.free(right);
      right = left;
    }
    int joined = index - i;
    if (joined > 0) {
      client.remove(i + 1, joined);
    }
    return joined;
  }

  private boolean join(int left, int right) {
    int kind = structs.kind(left);
    if (kind != structs.kind(right)) {
      return false;
    }
    if (kind == Structs.GC) {
      structs.length(left, structs.length(left) + structs.length(right));
      return true;
    }
    boolean joinable =
        (kind == Structs.STRING || kind == Structs.DELETED || kind == Structs.ANY || kind == Structs.JSON)
            && structs.right(left) == right
            && structs.isGone(left) == structs.isGone(right)
            && structs.originClient(right) == structs.client(left)
            && structs.originClock(right) == structs.end(left) - 1
            && structs.sameRightOrigin(left, right);
    if (!joinable) {
      return false;
    }
    joinContent(left, right);
    int next = structs.right(right);
    structs.right(left, next);
    if (next != Structs.NONE) {
      structs.left(next, left);
    }
    int key = structs.key(right);
    if (key != Structs.NONE && store.parent(right).entry(key) == right) {
      store.parent(right).entry(key, left);
    }
    structs.length(left, structs.length(left) + structs.length(right));
    return true;
  }

  private void joinContent(int left, int right) {
    int from = structs.content(left);
    int leftBytes = structs.bytes(left);
    int rightFrom = structs.content(right);
    int rightBytes = structs.bytes(right);
    if (leftBytes > 0 && rightBytes > 0 && from + leftBytes != rightFrom) {
      var arena = store.arena;
      from = arena.add(arena.bytes, from, leftBytes);
      arena.add(arena.bytes, rightFrom, rightBytes);
      arena.drop(leftBytes + rightBytes);
    }
    structs.content(left, from, leftBytes + rightBytes);
  }
}
