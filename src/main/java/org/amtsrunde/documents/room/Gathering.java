package org.amtsrunde.documents.room;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.documents.yjs.Updates;

/**
 * Joins what many people write at about the same time to one message for each of them, for n people who type cost n² messages
 * otherwise. What comes after a pause goes out at once; what follows waits until {@link #pauseMillis} have passed, which nobody sees: a
 * document of two waits not at all, one of fifty 16 ms, and none more than {@link #MOST_MILLIS}. Used on the loop of its room.
 */
final class Gathering {
  private static final int MOST_MILLIS = 25;
  private static final int PEOPLE_PER_MILLI = 3;

  /** More is not held back: merging it would take longer than it saves. */
  private static final int MOST_BYTES = Workers.SMALL;

  /** Where messages go. */
  interface Outlet {
    /** @param writer client that wrote all of it and gets no echo; empty where several did */
    void send(byte[] update, String writer);
  }

  private final Vertx vertx;
  private final Outlet outlet;
  private final List<byte[]> updates = new ArrayList<>();
  private final Set<String> writers = new HashSet<>();
  private int bytes;
  private boolean pausing;

  Gathering(Vertx vertx, Outlet outlet) {
    this.vertx = vertx;
    this.outlet = outlet;
  }

  static int pauseMillis(int people) {
    return Math.min(MOST_MILLIS, people / PEOPLE_PER_MILLI);
  }

  /** @param people who have the document open */
  void add(byte[] update, String writer, int people) {
    updates.add(update);
    writers.add(writer);
    bytes += update.length;
    int pause = pauseMillis(people);
    if (pause == 0 || bytes > MOST_BYTES) {
      flush();
    } else if (!pausing) {
      flush();
      pause(pause);
    }
  }

  private void pause(int millis) {
    pausing = true;
    vertx.setTimer(
        millis,
        ignored -> {
          pausing = false;
          if (!updates.isEmpty()) {
            flush();
            pause(millis);
          }
        });
  }

  /** Sends what waits. */
  void flush() {
    if (updates.isEmpty()) {
      return;
    }
    var all = updates.size() == 1 ? updates.getFirst() : Updates.merge(updates);
    var only = writers.size() == 1 ? writers.iterator().next() : "";
    updates.clear();
    writers.clear();
    bytes = 0;
    outlet.send(all, only);
  }
}
