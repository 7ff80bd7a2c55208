package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I5;
import static org.amtsrunde.it.proof.Invariant.I6;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who stands behind whom: I5, and I6 for what was sent once, without waiting for answers. */
final class OrderCheck {
  private static final class Sent {
    final Op op;
    final @Nullable Place newest;
    int times;
    @Nullable Place place;

    Sent(Op op, @Nullable Place newest) {
      this.op = op;
      this.newest = newest;
    }
  }

  private record Sender(String client, String room) {}

  private final History history;
  private final List<Violation> found;

  /** The last place of each room that anybody was told, within the epoch in which it was told. */
  private final Map<String, Place> newest = new HashMap<>();

  private final Map<Op, Sent> all = new LinkedHashMap<>();

  OrderCheck(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  void run() {
    for (var event : history.events()) {
      switch (event) {
        case Event.Invoked e when e.op().writesMessage() ->
            all.computeIfAbsent(e.op(), op -> new Sent(op, newest.get(op.room()))).times++;
        case Event.Acknowledged e when e.place() != null && all.containsKey(e.op()) -> acknowledged(e.op(), e.place());
        default -> {}
      }
    }
    inOrderOfSending();
  }

  private void acknowledged(Op op, Place place) {
    var sent = all.get(op);
    if (sent.place != null) {
      return;
    }
    sent.place = place;
    var before = sent.newest;
    if (before != null && before.epoch().equals(place.epoch()) && before.offset() >= place.offset()) {
      found.add(new Violation(I5, op.key() + " at " + place + " was begun after the answer to something at " + before));
    }
    newest.merge(
        op.room(),
        place,
        (old, fresh) -> old.epoch().equals(fresh.epoch()) && old.offset() > fresh.offset() ? old : fresh);
  }

  private void inOrderOfSending() {
    var last = new HashMap<Sender, Sent>();
    for (var sent : all.values()) {
      var place = sent.place;
      if (place == null || sent.times != 1 || sent.op.action() != Op.Action.POST) {
        continue;
      }
      var before = last.put(new Sender(sent.op.client(), sent.op.room()), sent);
      if (before != null
          && before.place != null
          && before.place.epoch().equals(place.epoch())
          && before.place.offset() >= place.offset()) {
        var what = sent.op.key() + " at " + place + " was sent after " + before.op.key() + " at " + before.place;
        found.add(new Violation(I6, what));
      }
    }
  }
}
