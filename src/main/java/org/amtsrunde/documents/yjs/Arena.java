package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** The contents of a document's structs, one behind the other as they came; what is no longer used is counted. */
final class Arena {
  private static final int LEAST = 4096;
  byte[] bytes = new byte[64];
  private int size;
  private int unused;

  /** Copies a stretch to the end and says where it stands. */
  int add(byte[] source, int from, int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, size + length + (size >> 2) + 64);
    }
    int at = size;
    System.arraycopy(source, from, bytes, at, length);
    size += length;
    return at;
  }

  void drop(int length) {
    unused += length;
  }

  boolean isWasteful() {
    return size > LEAST && unused > size / 2;
  }

  /** Begins anew; the caller adds again, from what is returned, what it still uses. */
  byte[] renew() {
    var before = bytes;
    bytes = new byte[Math.max(64, size - unused)];
    size = 0;
    unused = 0;
    return before;
  }

  void trim() {
    bytes = Arrays.copyOf(bytes, size);
  }

  long heapBytes() {
    return bytes.length;
  }
}
