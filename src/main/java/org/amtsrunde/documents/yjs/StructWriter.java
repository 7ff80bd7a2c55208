package org.amtsrunde.documents.yjs;

/**
 * Writes an update (format V1) struct by struct. Structs come client by client with rising clocks; where one does not follow
 * the last, a new group begins. Contents are copied as they stand, never read and written again.
 */
final class StructWriter {
  private final Lib0Writer done = new Lib0Writer();
  private int groups;
  private Lib0Writer group = new Lib0Writer();
  private int structs;
  private long client;
  private int firstClock;
  private int nextClock;

  /**
   * Writes the struct where a reader stands.
   *
   * @param known how much of it to leave out at its start; less than its length
   */
  void copy(StructReader from, int known) {
    begin(from.client, from.clock + known, from.length - known);
    if (known == 0) {
      group.u8(info(from)).raw(from.bytes, from.structAt + 1, from.end - from.structAt - 1);
    } else {
      rest(from, known);
    }
  }

  void skip(long of, int clock, int length) {
    begin(of, clock, length);
    group.u8(StructReader.SKIP).varUint(length);
  }

  void gc(long of, int clock, int length) {
    begin(of, clock, length);
    group.u8(StructReader.GC).varUint(length);
  }

  byte[] finish(DeleteSet deletes) {
    flush();
    var all = new Lib0Writer(done.size() + 64);
    all.varUint(groups).raw(done.toBytes());
    deletes.write(all);
    return all.toBytes();
  }

  private void begin(long of, int clock, int length) {
    if (structs > 0 && (of != client || clock != nextClock)) {
      flush();
    }
    if (structs++ == 0) {
      client = of;
      firstClock = clock;
    }
    nextClock = clock + length;
  }

  private void flush() {
    if (structs > 0) {
      done.varUint(structs).varUint(client).varUint(firstClock).raw(group.toBytes());
      group = new Lib0Writer();
      groups++;
      structs = 0;
    }
  }

  /** The first byte without the mark of a key that does not follow: Yjs forgets it too when it copies. */
  private static int info(StructReader from) {
    return from.subLength == StructReader.NONE ? from.info & ~StructReader.HAS_SUB : from.info;
  }

  /** What is left of a struct has the last clock that was cut off as its origin. */
  private void rest(StructReader from, int known) {
    if (from.kind == StructReader.GC || from.kind == StructReader.SKIP) {
      group.u8(from.kind).varUint(from.length - known);
      return;
    }
    // The mark of a key stays here, although none follows behind an origin: readers do not look, and Yjs writes it so.
    group.u8(info(from) | StructReader.HAS_ORIGIN).varUint(from.client).varUint(from.clock + known - 1);
    if (from.rightClient != StructReader.NONE) {
      group.varUint(from.rightClient).varUint(from.rightClock);
    }
    switch (from.kind) {
      case StructReader.DELETED -> group.varUint(from.length - known);
      case StructReader.STRING -> text(from, known);
      case StructReader.JSON, StructReader.ANY -> elements(from, known);
      default -> throw new IllegalArgumentException("a struct of one clock cannot be cut");
    }
  }

  /** A character beyond the 16 bits has two clocks; if the cut goes through it, U+FFFD keeps the place of its second. */
  private void text(StructReader from, int known) {
    int at = Utf8.advance(from.bytes, from.payloadAt, known);
    if (at >= 0) {
      group.varUint(from.end - at).raw(from.bytes, at, from.end - at);
    } else {
      int behind = ~at + 4;
      group.varUint(from.end - behind + 3).u8(0xef).u8(0xbf).u8(0xbd).raw(from.bytes, behind, from.end - behind);
    }
  }

  private void elements(StructReader from, int known) {
    var in = new Lib0Reader(from.bytes, from.payloadAt, from.end - from.payloadAt);
    for (int i = 0; i < known; i++) {
      if (from.kind == StructReader.ANY) {
        in.skipAny();
      } else {
        in.skipVarString();
      }
    }
    group.varUint(from.length - known).raw(from.bytes, in.at, in.remaining());
  }
}
