package org.amtsrunde.documents.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be deleted from a list and inserted into it so that it becomes another, with as much as possible left alone. Pure. */
final class Alignment {
  /** Comparisons that are worth it; where more would be needed, what lies between the common ends is replaced as a whole. */
  private static final long MOST_CELLS = 4_000_000;

  /**
   * One place where the lists differ.
   *
   * @param before place in the old list
   * @param deleted how many of its items go
   * @param after place in the new list
   * @param inserted how many of its items come instead
   */
  record Step(int before, int deleted, int after, int inserted) {}

  private Alignment() {}

  /** The steps in the order of the lists; a longest common subsequence stays. */
  static <T extends @Nullable Object> List<Step> of(List<T> before, List<T> after) {
    int start = 0;
    int least = Math.min(before.size(), after.size());
    while (start < least && Objects.equals(before.get(start), after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && Objects.equals(before.get(before.size() - 1 - end), after.get(after.size() - 1 - end))) {
      end++;
    }
    var old = before.subList(start, before.size() - end);
    var now = after.subList(start, after.size() - end);
    if ((long) old.size() * now.size() > MOST_CELLS) {
      return List.of(new Step(start, old.size(), start, now.size()));
    }
    return steps(old, now, lengths(old, now), start);
  }

  /** For each pair of places, how many items the rests have in common. */
  private static <T extends @Nullable Object> int[][] lengths(List<T> old, List<T> now) {
    var lengths = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            Objects.equals(old.get(i), now.get(j))
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  private static <T extends @Nullable Object> List<Step> steps(List<T> old, List<T> now, int[][] lengths, int start) {
    var steps = new ArrayList<Step>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int from = i;
      int to = j;
      while ((i < old.size() || j < now.size())
          && !(i < old.size() && j < now.size() && Objects.equals(old.get(i), now.get(j)))) {
        if (j == now.size() || i < old.size() && lengths[i + 1][j] >= lengths[i][j + 1]) {
          i++;
        } else {
          j++;
        }
      }
      if (i > from || j > to) {
        steps.add(new Step(start + from, i - from, start + to, j - to));
      } else {
        i++;
        j++;
      }
    }
    return steps;
  }
}
