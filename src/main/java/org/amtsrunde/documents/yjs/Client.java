package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** The history of one client in a document: its structs in the order of their clocks, without a hole. */
final class Client {
  final long id;
  final int number;
  private final Structs structs;
  private int[] list = EMPTY;
  private int count;

  /** The state before the change that is going on; −1 if the change has not added to it. */
  int before = -1;

  /** Where its part of the update that is being applied stands among the parts; −1 for no part. */
  int part = -1;

  private static final int[] EMPTY = new int[0];
  private static final long[] NOTHING = new long[0];
  private long[] deleted = NOTHING;
  private int deletions;

  Client(long id, int number, Structs structs) {
    this.id = id;
    this.number = number;
    this.structs = structs;
  }

  int count() {
    return count;
  }

  int at(int index) {
    return list[index];
  }

  /** The first clock that is not known. */
  int state() {
    return count == 0 ? 0 : end(count - 1);
  }

  /** The clock after the struct at an index. */
  int end(int index) {
    return structs.end(list[index]);
  }

  int stateBefore() {
    return before < 0 ? state() : before;
  }

  void append(int s) {
    insert(count, s);
  }

  void insert(int index, int s) {
    if (count == list.length) {
      list = Arrays.copyOf(list, count + (count >> 1) + 2);
    }
    System.arraycopy(list, index, list, index + 1, count - index);
    list[index] = s;
    count++;
  }

  void remove(int index, int many) {
    System.arraycopy(list, index + many, list, index, count - index - many);
    count -= many;
  }

  /** Index of the struct that holds a clock below {@link #state}. */
  int find(int clock) {
    int high = count - 1;
    int last = list[high];
    if (structs.clock(last) <= clock) {
      return high;
    }
    int low = 0;
    // Clocks are spread evenly enough that the first guess often hits.
    int middle = (int) ((long) clock * high / (structs.end(last) - 1));
    while (true) {
      int s = list[middle];
      if (structs.clock(s) > clock) {
        high = middle - 1;
      } else if (structs.end(s) <= clock) {
        low = middle + 1;
      } else {
        return middle;
      }
      middle = (low + high) >>> 1;
    }
  }

  void trim() {
    list = Arrays.copyOf(list, count);
    deleted = NOTHING;
  }

  // What the change that is going on deletes

  void addDeletion(int clock, int length) {
    if (deletions == deleted.length) {
      deleted = Arrays.copyOf(deleted, deletions + (deletions >> 1) + 2);
    }
    deleted[deletions++] = (long) clock << 32 | length;
  }

  int deletions() {
    return deletions;
  }

  /** Puts deletions in order and joins what touches; from then on {@link #deletionClock} and {@link #deletionEnd} hold. */
  void joinDeletions() {
    Arrays.sort(deleted, 0, deletions);
    int joined = 0;
    for (int i = 1; i < deletions; i++) {
      int end = deletionEnd(joined);
      int clock = deletionClock(i);
      if (end >= clock) {
        deleted[joined] = (long) deletionClock(joined) << 32 | Math.max(end, deletionEnd(i)) - deletionClock(joined);
      } else {
        deleted[++joined] = deleted[i];
      }
    }
    deletions = joined + 1;
  }

  int deletionClock(int i) {
    return (int) (deleted[i] >>> 32);
  }

  int deletionEnd(int i) {
    return deletionClock(i) + (int) deleted[i];
  }

  void forgetDeletions() {
    deletions = 0;
  }

  long heapBytes() {
    return 64 + 4L * list.length + 8L * deleted.length;
  }
}
