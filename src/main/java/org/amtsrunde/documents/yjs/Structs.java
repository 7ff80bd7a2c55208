package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/**
 * All structs of a document as rows of numbers: an item of Yjs without an object. A struct is known by the number of its row,
 * which stays until it is {@link #free}d. 52 bytes each.
 */
final class Structs {
  static final int NONE = -1;

  // Kinds, as the wire numbers them.
  static final int GC = 0;
  static final int DELETED = 1;
  static final int JSON = 2;
  static final int BINARY = 3;
  static final int STRING = 4;
  static final int EMBED = 5;
  static final int FORMAT = 6;
  static final int TYPE = 7;
  static final int ANY = 8;
  static final int DOC = 9;
  static final int SKIP = 10;

  private static final int CLOCK = 0;
  private static final int LENGTH = 1;
  private static final int ORIGIN_CLIENT = 2;
  private static final int ORIGIN_CLOCK = 3;
  private static final int RIGHT_CLIENT = 4;
  private static final int RIGHT_CLOCK = 5;
  private static final int LEFT = 6;
  private static final int RIGHT = 7;
  private static final int PARENT = 8;
  private static final int KEY = 9;
  private static final int CONTENT = 10;
  private static final int BYTES = 11;
  private static final int INFO = 12;
  private static final int WIDTH = 13;

  private static final int KIND_BITS = 0x1f;
  private static final int GONE_BIT = 0x20;
  private static final int PARENT_ID_BIT = 0x40;
  private static final int CLIENT_SHIFT = 8;
  private static final int MOST_CLIENTS = 1 << 24;

  private int[] cells = new int[8 * WIDTH];
  private int top;
  private int firstFree = NONE;

  /** A new struct that belongs nowhere yet. */
  int add(int kind, int client, int clock, int length) {
    if (client >= MOST_CLIENTS) {
      throw new MalformedUpdate("too many clients");
    }
    int s = firstFree;
    if (s == NONE) {
      s = top++;
      if (cells.length < top * WIDTH) {
        cells = Arrays.copyOf(cells, (top + (top >> 2) + 4) * WIDTH);
      }
    } else {
      firstFree = cells[s * WIDTH + CLOCK];
    }
    int at = s * WIDTH;
    Arrays.fill(cells, at, at + WIDTH, NONE);
    cells[at + CLOCK] = clock;
    cells[at + LENGTH] = length;
    cells[at + CONTENT] = 0;
    cells[at + BYTES] = 0;
    cells[at + INFO] = kind | client << CLIENT_SHIFT;
    return s;
  }

  void free(int s) {
    cells[s * WIDTH + CLOCK] = firstFree;
    firstFree = s;
  }

  /** Gives back room for growth. */
  void trim() {
    cells = Arrays.copyOf(cells, top * WIDTH);
  }

  long heapBytes() {
    return 4L * cells.length;
  }

  int kind(int s) {
    return cells[s * WIDTH + INFO] & KIND_BITS;
  }

  void kind(int s, int kind) {
    int at = s * WIDTH + INFO;
    cells[at] = cells[at] & ~KIND_BITS | kind;
  }

  int client(int s) {
    return cells[s * WIDTH + INFO] >>> CLIENT_SHIFT;
  }

  boolean isItem(int s) {
    int kind = kind(s);
    return kind != GC && kind != SKIP;
  }

  /** Deleted, or collected altogether. */
  boolean isGone(int s) {
    int info = cells[s * WIDTH + INFO];
    return (info & GONE_BIT) != 0 || (info & KIND_BITS) == GC;
  }

  void markGone(int s) {
    cells[s * WIDTH + INFO] |= GONE_BIT;
  }

  /** Whether it counts in the length of what it stands in, unless it is gone. */
  boolean isCountable(int s) {
    int kind = kind(s);
    return kind != DELETED && kind != FORMAT;
  }

  int clock(int s) {
    return cells[s * WIDTH + CLOCK];
  }

  int length(int s) {
    return cells[s * WIDTH + LENGTH];
  }

  /** The clock after its last one. */
  int end(int s) {
    int at = s * WIDTH;
    return cells[at + CLOCK] + cells[at + LENGTH];
  }

  void clock(int s, int clock) {
    cells[s * WIDTH + CLOCK] = clock;
  }

  void length(int s, int length) {
    cells[s * WIDTH + LENGTH] = length;
  }

  /** What stood to its left when it was written; NONE for nothing. */
  int originClient(int s) {
    return cells[s * WIDTH + ORIGIN_CLIENT];
  }

  int originClock(int s) {
    return cells[s * WIDTH + ORIGIN_CLOCK];
  }

  void origin(int s, int client, int clock) {
    cells[s * WIDTH + ORIGIN_CLIENT] = client;
    cells[s * WIDTH + ORIGIN_CLOCK] = clock;
  }

  /** What stood to its right when it was written; NONE for nothing. */
  int rightClient(int s) {
    return cells[s * WIDTH + RIGHT_CLIENT];
  }

  int rightClock(int s) {
    return cells[s * WIDTH + RIGHT_CLOCK];
  }

  void rightOrigin(int s, int client, int clock) {
    cells[s * WIDTH + RIGHT_CLIENT] = client;
    cells[s * WIDTH + RIGHT_CLOCK] = clock;
  }

  boolean sameOrigin(int s, int other) {
    int a = s * WIDTH;
    int b = other * WIDTH;
    return cells[a + ORIGIN_CLIENT] == cells[b + ORIGIN_CLIENT] && cells[a + ORIGIN_CLOCK] == cells[b + ORIGIN_CLOCK];
  }

  boolean sameRightOrigin(int s, int other) {
    int a = s * WIDTH;
    int b = other * WIDTH;
    return cells[a + RIGHT_CLIENT] == cells[b + RIGHT_CLIENT] && cells[a + RIGHT_CLOCK] == cells[b + RIGHT_CLOCK];
  }

  int left(int s) {
    return cells[s * WIDTH + LEFT];
  }

  void left(int s, int left) {
    cells[s * WIDTH + LEFT] = left;
  }

  int right(int s) {
    return cells[s * WIDTH + RIGHT];
  }

  void right(int s, int right) {
    cells[s * WIDTH + RIGHT] = right;
  }

  /** Number of the type it stands in; NONE while that is unknown. */
  int parent(int s) {
    return cells[s * WIDTH + PARENT];
  }

  void parent(int s, int type) {
    cells[s * WIDTH + PARENT] = type;
  }

  /** Until it is integrated, the parent may be named by the id of its item; kept where left and right will stand. */
  void parentId(int s, int client, int clock) {
    cells[s * WIDTH + INFO] |= PARENT_ID_BIT;
    left(s, client);
    right(s, clock);
  }

  boolean hasParentId(int s) {
    return (cells[s * WIDTH + INFO] & PARENT_ID_BIT) != 0;
  }

  void forgetParentId(int s) {
    cells[s * WIDTH + INFO] &= ~PARENT_ID_BIT;
    left(s, NONE);
    right(s, NONE);
  }

  /** Number of the key in a map; NONE for an element of a list. */
  int key(int s) {
    return cells[s * WIDTH + KEY];
  }

  void key(int s, int key) {
    cells[s * WIDTH + KEY] = key;
  }

  /** Where the content begins in the document's bytes; the number of the type for a {@link #TYPE}. */
  int content(int s) {
    return cells[s * WIDTH + CONTENT];
  }

  int bytes(int s) {
    return cells[s * WIDTH + BYTES];
  }

  void content(int s, int from, int bytes) {
    cells[s * WIDTH + CONTENT] = from;
    cells[s * WIDTH + BYTES] = bytes;
  }
}
