package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.function.ToIntFunction;

/** Writes what a document holds as an update. */
final class StateWriter {
  private static final int HAS_ORIGIN = 0x80;
  private static final int HAS_RIGHT = 0x40;
  private static final int HAS_KEY = 0x20;

  private final Store store;
  private final Structs structs;
  private final Lib0Writer out;

  StateWriter(Store store, Lib0Writer out) {
    this.store = store;
    this.structs = store.structs;
    this.out = out;
  }

  /** Writes the structs after a clock of each client. */
  void structs(ToIntFunction<Client> since) {
    var clients = store.descending();
    clients.removeIf(client -> client.state() <= since.applyAsInt(client));
    out.varUint(clients.size());
    for (var client : clients) {
      int clock = since.applyAsInt(client);
      structs(client, client.find(clock), client.count(), clock);
    }
  }

  /**
   * Writes some structs of one client.
   *
   * @param to the index after the last one
   * @param clock of the first one, or within it
   */
  void structs(Client client, int from, int to, int clock) {
    out.varUint(to - from).varUint(client.id).varUint(clock);
    write(client.at(from), clock - structs.clock(client.at(from)));
    for (int i = from + 1; i < to; i++) {
      write(client.at(i), 0);
    }
  }

  /** What is deleted, read off the structs themselves. */
  static DeleteSet deletes(Store store) {
    var structs = store.structs;
    var deletes = new DeleteSet.Builder();
    for (var client : store.clients()) {
      for (int i = 0; i < client.count(); i++) {
        int s = client.at(i);
        if (structs.isGone(s)) {
          int clock = structs.clock(s);
          while (i + 1 < client.count() && structs.isGone(client.at(i + 1))) {
            i++;
          }
          deletes.add(client.id, clock, structs.end(client.at(i)) - clock);
        }
      }
    }
    return deletes.build();
  }

  private void write(int s, int offset) {
    int kind = structs.kind(s);
    if (kind == Structs.GC) {
      out.u8(kind).varUint(structs.length(s) - offset);
      return;
    }
    int originClient = offset > 0 ? structs.client(s) : structs.originClient(s);
    int originClock = offset > 0 ? structs.clock(s) + offset - 1 : structs.originClock(s);
    int rightClient = structs.rightClient(s);
    int key = structs.key(s);
    out.u8(
        kind
            | (originClient == NONE ? 0 : HAS_ORIGIN)
            | (rightClient == NONE ? 0 : HAS_RIGHT)
            | (key == NONE ? 0 : HAS_KEY));
    if (originClient != NONE) {
      id(originClient, originClock);
    }
    if (rightClient != NONE) {
      id(rightClient, structs.rightClock(s));
    }
    if (originClient == NONE && rightClient == NONE) {
      var parent = store.parent(s);
      if (parent.item == NONE) {
        out.varUint(1).varString(String.valueOf(parent.name));
      } else {
        out.varUint(0);
        id(structs.client(parent.item), structs.clock(parent.item));
      }
      if (key != NONE) {
        out.varString(store.keyName(key));
      }
    }
    content(s, kind, offset);
  }

  private void id(int client, int clock) {
    out.varUint(store.client(client).id).varUint(clock);
  }

  private void content(int s, int kind, int offset) {
    var bytes = store.arena.bytes;
    int from = structs.content(s);
    int end = from + structs.bytes(s);
    switch (kind) {
      case Structs.DELETED -> out.varUint(structs.length(s) - offset);
      case Structs.STRING -> text(bytes, from, end, structs.length(s), offset);
      case Structs.JSON, Structs.ANY -> {
        var in = new Lib0Reader(bytes, from, end - from);
        for (int i = 0; i < offset; i++) {
          if (kind == Structs.ANY) {
            in.skipAny();
          } else {
            in.skipVarString();
          }
        }
        out.varUint(structs.length(s) - offset).raw(bytes, in.at, end - in.at);
      }
      case Structs.TYPE -> {
        var type = store.typeOf(s);
        out.varUint(type.kind);
        if (type.name != null) {
          out.varString(type.name);
        }
      }
      default -> out.raw(bytes, from, end - from);
    }
  }

  private void text(byte[] bytes, int from, int end, int length, int offset) {
    int at = end - from == length ? from + offset : Utf8.advance(bytes, from, offset);
    if (at >= 0) {
      out.varUint(end - at).raw(bytes, at, end - at);
      return;
    }
    // The second half of a character alone is no text: it is told as U+FFFD, which has the same length.
    int next = ~at + 4;
    out.varUint(end - next + 3).u8(0xef).u8(0xbf).u8(0xbd).raw(bytes, next, end - next);
  }
}
