package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** Numbers by number, both at least 0, in the order in which they came. For few entries: it looks at one after the other. */
final class IntMap {
  private static final int FEW = 12;
  private int[] keys = new int[2];
  private int[] values = new int[2];
  private int size;

  /** Places of many keys, plus one; open addressing. Empty for few. */
  private int[] index = new int[0];

  int size() {
    return size;
  }

  int keyAt(int i) {
    return keys[i];
  }

  int valueAt(int i) {
    return values[i];
  }

  int get(int key) {
    int i = place(key);
    return i < 0 ? -1 : values[i];
  }

  void put(int key, int value) {
    int i = place(key);
    if (i >= 0) {
      values[i] = value;
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + (size >> 1) + 2);
      values = Arrays.copyOf(values, keys.length);
    }
    keys[size] = key;
    values[size++] = value;
    if (size > FEW) {
      remember(key);
    }
  }

  private int place(int key) {
    if (size <= FEW) {
      for (int i = 0; i < size; i++) {
        if (keys[i] == key) {
          return i;
        }
      }
      return -1;
    }
    for (int h = hash(key); ; h = (h + 1) & (index.length - 1)) {
      int i = index[h] - 1;
      if (i < 0 || keys[i] == key) {
        return i;
      }
    }
  }

  private void remember(int newest) {
    if (index.length < size * 2) {
      index = new int[Integer.highestOneBit(size) * 4];
      for (int i = 0; i < size; i++) {
        link(keys[i], i);
      }
    } else {
      link(newest, size - 1);
    }
  }

  private void link(int key, int i) {
    int h = hash(key);
    while (index[h] != 0) {
      h = (h + 1) & (index.length - 1);
    }
    index[h] = i + 1;
  }

  private int hash(int key) {
    int h = key * 0x9e3779b9;
    return (h ^ h >>> 16) & (index.length - 1);
  }

  long heapBytes() {
    return 72 + 4L * (2L * keys.length + index.length);
  }
}
