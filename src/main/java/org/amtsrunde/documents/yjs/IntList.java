package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** Numbers in a row. */
final class IntList {
  private int[] values = new int[8];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int i) {
    return values[i];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int removeLast() {
    return values[--size];
  }

  /** Forgets all, and the room for them where that is large. */
  void clear() {
    size = 0;
    if (values.length > 1024) {
      values = new int[8];
    }
  }
}
