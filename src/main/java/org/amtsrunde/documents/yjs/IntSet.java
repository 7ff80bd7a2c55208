package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** A set of numbers of at least 0 that is filled and cleared often. */
final class IntSet {
  private int[] table = new int[16];
  private int size;

  boolean contains(int value) {
    for (int h = hash(value); ; h = (h + 1) & (table.length - 1)) {
      int found = table[h];
      if (found == 0 || found == value + 1) {
        return found != 0;
      }
    }
  }

  void add(int value) {
    if (size * 2 >= table.length) {
      var before = table;
      table = new int[before.length * 2];
      for (int found : before) {
        if (found != 0) {
          put(found);
        }
      }
    }
    if (put(value + 1)) {
      size++;
    }
  }

  private boolean put(int entry) {
    int h = hash(entry - 1);
    while (table[h] != 0) {
      if (table[h] == entry) {
        return false;
      }
      h = (h + 1) & (table.length - 1);
    }
    table[h] = entry;
    return true;
  }

  void clear() {
    if (size == 0) {
      return;
    }
    size = 0;
    if (table.length > 1024) {
      table = new int[16];
    } else {
      Arrays.fill(table, 0);
    }
  }

  private int hash(int value) {
    int h = value * 0x9e3779b9;
    return (h ^ h >>> 16) & (table.length - 1);
  }
}
