package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I11;
import static org.amtsrunde.it.proof.Invariant.I4;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands where: I4, and I11 for an epoch that went on although what stood in it is lost. */
final class PlaceCheck {
  private record Spot(String room, String epoch, long offset) {}

  private record Stay(String client, String room) {}

  private final History history;
  private final List<Violation> found;
  private final Map<Spot, String> contents = new HashMap<>();
  private final Map<Spot, String> commands = new HashMap<>();
  private final Map<Stay, String> epochs = new HashMap<>();

  PlaceCheck(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  void run() {
    for (var log : history.logs().values()) {
      for (var entry : log.entries()) {
        contents.put(new Spot(log.room(), log.epoch(), entry.offset()), entry.data());
      }
    }
    for (var event : history.events()) {
      switch (event) {
        case Event.Began e -> epochs.put(new Stay(e.client(), e.room()), e.place().epoch());
        case Event.Delivered e -> delivered(e);
        case Event.Acknowledged e -> acknowledged(e);
        default -> {}
      }
    }
  }

  private void delivered(Event.Delivered e) {
    var epoch = epochs.get(new Stay(e.client(), e.room()));
    if (epoch == null) {
      return;
    }
    var spot = new Spot(e.room(), epoch, e.offset());
    var known = contents.putIfAbsent(spot, e.data());
    if (known != null && !known.equals(e.data())) {
      found.add(new Violation(I4, spot + " is " + known + " and for " + e.client() + " " + e.data()));
    }
    mustStand(spot, e.client() + " was told of");
  }

  private void acknowledged(Event.Acknowledged e) {
    var place = e.place();
    if (place == null || !e.op().writesMessage()) {
      return;
    }
    var spot = new Spot(e.op().room(), place.epoch(), place.offset());
    var other = commands.putIfAbsent(spot, e.op().key());
    if (other != null && !other.equals(e.op().key())) {
      found.add(new Violation(I4, spot + " was said to be that of " + other + " and that of " + e.op().key()));
    }
    mustStand(spot, e.op().key() + " was acknowledged at");
  }

  /** What stood in the last epoch of a room is still there. */
  private void mustStand(Spot spot, String how) {
    var log = history.logs().get(spot.room);
    if (log != null && log.epoch().equals(spot.epoch) && log.at(spot.offset) == null) {
      found.add(new Violation(I11, how + " " + spot + ", which is lost, and the epoch is the same"));
    }
  }
}
