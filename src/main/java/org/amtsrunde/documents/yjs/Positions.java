package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.OptionalInt;

/** Where positions stand now. Source: {@code src/utils/RelativePosition.js} of Yjs 13. */
final class Positions {
  private final Store store;
  private final Structs structs;

  Positions(Store store) {
    this.store = store;
    this.structs = store.structs;
  }

  RelativePosition at(YType type, int index, int side) {
    if (side < 0 && index == 0) {
      return end(type, side);
    }
    int rest = side < 0 ? index - 1 : index;
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (!structs.isGone(s) && structs.isCountable(s)) {
        if (structs.length(s) > rest) {
          return item(s, structs.clock(s) + rest, side);
        }
        rest -= structs.length(s);
      }
      if (side < 0 && structs.right(s) == NONE) {
        return item(s, structs.end(s) - 1, side);
      }
    }
    return end(type, side);
  }

  private RelativePosition item(int s, int clock, int side) {
    return new RelativePosition(new RelativePosition.Item(store.client(structs.client(s)).id, clock), side);
  }

  private RelativePosition end(YType type, int side) {
    if (type.item == NONE) {
      return new RelativePosition(new RelativePosition.Root(String.valueOf(type.name)), side);
    }
    long client = store.client(structs.client(type.item)).id;
    return new RelativePosition(new RelativePosition.Type(client, structs.clock(type.item)), side);
  }

  OptionalInt index(RelativePosition position) {
    return switch (position.target()) {
      case RelativePosition.Item(long client, int clock) -> indexOf(find(client, clock), clock, position.side());
      case RelativePosition.Root(String name) -> {
        var root = store.roots().get(name);
        yield OptionalInt.of(root == null || position.side() < 0 ? 0 : root.length);
      }
      case RelativePosition.Type(long client, int clock) -> {
        int s = find(client, clock);
        boolean isType = s != NONE && structs.kind(s) == Structs.TYPE && !structs.isGone(s);
        yield isType ? OptionalInt.of(position.side() < 0 ? 0 : store.typeOf(s).length) : OptionalInt.empty();
      }
    };
  }

  private int find(long clientId, int clock) {
    var client = store.find(clientId);
    return client == null || clock >= client.state() ? NONE : client.at(client.find(clock));
  }

  private OptionalInt indexOf(int s, int clock, int side) {
    if (s == NONE || !structs.isItem(s)) {
      return OptionalInt.empty();
    }
    int holder = store.parent(s).item;
    if (holder != NONE && structs.isGone(holder)) {
      return OptionalInt.empty();
    }
    boolean counts = !structs.isGone(s) && structs.isCountable(s);
    int index = counts ? clock - structs.clock(s) + (side < 0 ? 1 : 0) : 0;
    for (int left = structs.left(s); left != NONE; left = structs.left(left)) {
      if (!structs.isGone(left) && structs.isCountable(left)) {
        index += structs.length(left);
      }
    }
    return OptionalInt.of(index);
  }
}
