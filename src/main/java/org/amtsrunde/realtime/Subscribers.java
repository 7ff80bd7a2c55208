package org.amtsrunde.realtime;

import java.util.Arrays;
import java.util.List;

/**
 * The subscriptions of one channel on one event loop, in no particular order. Each knows its place here, so that leaving is one
 * step, and no entry objects stand between them.
 */
final class Subscribers {
  private Subscription[] all = new Subscription[1];
  private int count;

  void add(Subscription subscription) {
    if (count == all.length) {
      all = Arrays.copyOf(all, count * 2);
    }
    subscription.place = count;
    all[count++] = subscription;
  }

  /** Whether it was here. */
  boolean remove(Subscription subscription) {
    int place = subscription.place;
    if (place < 0) {
      return false;
    }
    var last = all[--count];
    all[place] = last;
    last.place = place;
    all[count] = null;
    subscription.place = -1;
    if (count < all.length / 4) {
      all = Arrays.copyOf(all, all.length / 2);
    }
    return true;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Offers an entry to each and counts who took it. Whoever is too slow leaves while this runs; the last one, which takes the
   * free place, was asked before.
   */
  int offer(Push push) {
    int taken = 0;
    for (int i = count - 1; i >= 0; i--) {
      if (all[i].offer(push)) {
        taken++;
      }
    }
    return taken;
  }

  /** As they are now; for actions that may remove any of them. */
  List<Subscription> snapshot() {
    return List.of(Arrays.copyOf(all, count));
  }
}
