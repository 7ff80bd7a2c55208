package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I3;
import static org.amtsrunde.it.proof.Invariant.I8;
import static org.amtsrunde.it.proof.Invariant.I9;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What clients are told: I3 in order, I8 not after their removal, I9 soon after everything works again. */
final class DeliveryCheck {
  /** What one recovery carries. */
  private static final int MOST_MISSED = 300;

  private static final long GRACE = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private record Stay(String client, String room) {}

  private record Person(String room, String person) {}

  private static final class Reading {
    String person = "";
    Place place = new Place("", 0);
    long beganAt = -1;
    long reachedAt;
    boolean follows;
  }

  private final History history;
  private final List<Violation> found;
  private final Map<Stay, Reading> readings = new LinkedHashMap<>();

  /** When what was asked for last of a person's membership was answered or, for coming in, begun. */
  private final Map<Person, Long> removedAt = new HashMap<>();

  private final Map<Person, TreeMap<Long, Boolean>> memberships = new HashMap<>();
  private final Map<String, Long> lastWrite = new HashMap<>();
  private long healedAt = -1;

  DeliveryCheck(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  void run() {
    for (var log : history.logs().values()) {
      for (var entry : log.entries()) {
        boolean joined = entry.kind() == Entry.Kind.JOINED;
        if (joined || entry.kind() == Entry.Kind.LEFT) {
          memberships
              .computeIfAbsent(new Person(log.room(), entry.key()), any -> new TreeMap<>())
              .put(entry.offset(), joined);
        }
      }
    }
    history.events().forEach(this::event);
    if (healedAt >= 0) {
      readings.forEach(this::hasReachedTheEnd);
    }
  }

  private void event(Event event) {
    switch (event) {
      case Event.Began e -> began(e);
      case Event.Delivered e -> delivered(e);
      case Event.Ended e -> {
        var reading = readings.get(new Stay(e.client(), e.room()));
        if (reading != null) {
          reading.follows = false;
          reading.place = new Place("", 0);
        }
      }
      case Event.Healed e -> healedAt = e.at();
      case Event.Invoked e when e.op().action() == Op.Action.INVITE ->
          removedAt.remove(new Person(e.op().room(), e.op().key()));
      case Event.Acknowledged e -> {
        if (e.op().action() == Op.Action.REMOVE) {
          removedAt.put(new Person(e.op().room(), e.op().key()), e.at());
        }
        if (e.op().action() != Op.Action.READ) {
          lastWrite.put(e.op().room(), e.at());
        }
      }
      default -> {}
    }
  }

  private void began(Event.Began e) {
    var reading = readings.computeIfAbsent(new Stay(e.client(), e.room()), any -> new Reading());
    var before = reading.place;
    reading.person = e.person();
    reading.beganAt = reading.beganAt < 0 ? e.at() : reading.beganAt;
    reading.follows = true;
    boolean sameEpoch = before.epoch().equals(e.place().epoch());
    if (e.recovered()) {
      if (!sameEpoch) {
        found.add(new Violation(I3, e.client() + " stood at " + before + " and was said to go on in " + e.place()));
        reading.place = e.place();
      }
      return;
    }
    long missed = e.place().offset() - before.offset();
    // Whoever stood behind the end has seen what is lost; a new epoch follows.
    if (sameEpoch && missed >= 0 && missed <= MOST_MISSED) {
      var what = e.client() + " stood at " + before + " and was not told what followed, up to " + e.place();
      found.add(new Violation(I3, what));
    }
    reading.place = e.place();
    reading.reachedAt = e.at();
  }

  private void delivered(Event.Delivered e) {
    var reading = readings.get(new Stay(e.client(), e.room()));
    if (reading == null || !reading.follows) {
      found.add(new Violation(I3, e.client() + " was told " + e.offset() + " of a room that it does not follow"));
      return;
    }
    if (e.offset() != reading.place.offset() + 1) {
      found.add(new Violation(I3, e.client() + " was told " + e.offset() + " after " + reading.place));
    }
    reading.place = new Place(reading.place.epoch(), e.offset());
    reading.reachedAt = e.at();
    afterRemoval(e, reading);
  }

  private void afterRemoval(Event.Delivered e, Reading reading) {
    var person = new Person(e.room(), reading.person);
    var removed = removedAt.get(person);
    var log = history.logs().get(e.room());
    if (removed == null || e.at() <= removed + GRACE || !log.epoch().equals(reading.place.epoch())) {
      return;
    }
    // The entry that takes a person out is the last one they are told.
    var change = memberships.getOrDefault(person, new TreeMap<>()).lowerEntry(e.offset());
    if (change != null && !change.getValue()) {
      var after = TimeUnit.NANOSECONDS.toMillis(e.at() - removed) + " ms after the removal of " + person;
      found.add(new Violation(I8, e.client() + " was told " + e.offset() + " " + after));
    }
  }

  private void hasReachedTheEnd(Stay stay, Reading reading) {
    var log = history.logs().get(stay.room);
    if (log == null) {
      return;
    }
    if (!reading.follows) {
      var last = memberships.getOrDefault(new Person(stay.room, reading.person), new TreeMap<>()).lastEntry();
      if (last != null && last.getValue()) {
        found.add(new Violation(I9, stay + " came in again at " + last.getKey() + " and is told nothing"));
      }
      return;
    }
    long from = Math.max(Math.max(healedAt, reading.beganAt), lastWrite.getOrDefault(stay.room, healedAt));
    var wrong = new ArrayList<String>();
    if (!log.epoch().equals(reading.place.epoch()) || reading.place.offset() < log.head()) {
      wrong.add("stands at " + reading.place + ", the end is " + log.head() + " in " + log.epoch());
    } else if (reading.reachedAt > from + PATIENCE) {
      wrong.add("was told the end " + TimeUnit.NANOSECONDS.toMillis(reading.reachedAt - from) + " ms late");
    }
    wrong.forEach(what -> found.add(new Violation(I9, stay + " " + what)));
  }
}
