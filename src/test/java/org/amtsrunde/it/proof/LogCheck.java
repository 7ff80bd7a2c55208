package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I1;
import static org.amtsrunde.it.proof.Invariant.I10;
import static org.amtsrunde.it.proof.Invariant.I11;
import static org.amtsrunde.it.proof.Invariant.I2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of each command that writes: I1, I2, I10 and, for what was sent again, I11; and who is in the room by them: I2. */
final class LogCheck {
  private static final class Fate {
    @Nullable Place acknowledged;
    boolean refused;
    boolean unknown;
    boolean again;
  }

  private record Key(String room, String cid) {}

  private record Person(String room, String id) {}

  private final History history;
  private final List<Violation> found;
  private final Map<Key, Fate> fates = new LinkedHashMap<>();

  /** What was asked for last of a person's membership; empty until it is answered, and for good where nobody knows what was done. */
  private final Map<Person, Optional<Op.Action>> wanted = new LinkedHashMap<>();

  LogCheck(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  void run() {
    history.events().forEach(this::event);
    var places = new HashMap<Key, List<Long>>();
    for (var log : history.logs().values()) {
      for (var entry : log.entries()) {
        if (entry.isMessage()) {
          var key = new Key(log.room(), entry.key());
          places.computeIfAbsent(key, any -> new ArrayList<>()).add(entry.offset());
          if (!fates.containsKey(key)) {
            found.add(new Violation(I10, "nobody sent " + key + ", and it is in the log at " + entry.offset()));
          }
        }
      }
    }
    wanted.forEach((person, action) -> action.ifPresent(last -> decide(person, last)));
    fates.forEach((key, fate) -> decide(key, fate, places.getOrDefault(key, List.of())));
  }

  private void event(Event event) {
    switch (event) {
      case Event.Invoked e when e.op().writesMessage() -> {
        var fate = fate(e.op());
        fate.again |= e.again();
      }
      case Event.Acknowledged e when e.op().writesMessage() -> fate(e.op()).acknowledged = e.place();
      case Event.Refused e when e.op().writesMessage() -> fate(e.op()).refused = true;
      case Event.GivenUp e when e.op().writesMessage() -> fate(e.op()).unknown = true;
      case Event.Invoked e when e.op().changesMembers() -> wanted.put(person(e.op()), Optional.empty());
      case Event.Acknowledged e when e.op().changesMembers() ->
          wanted.put(person(e.op()), Optional.of(e.op().action()));
      default -> {}
    }
  }

  private static Person person(Op op) {
    return new Person(op.room(), op.key());
  }

  /** Nobody but the command that was sent last decides; one that was answered long ago and is executed again comes too late. */
  private void decide(Person person, Op.Action last) {
    var log = history.logs().get(person.room);
    if (log == null) {
      return;
    }
    boolean in = false;
    for (var entry : log.entries()) {
      boolean joined = entry.kind() == Entry.Kind.JOINED;
      in = (joined || entry.kind() == Entry.Kind.LEFT) && entry.key().equals(person.id) ? joined : in;
    }
    if (in != (last == Op.Action.INVITE)) {
      found.add(new Violation(I2, person + " was answered " + last + " last and is " + (in ? "in" : "out")));
    }
  }

  private Fate fate(Op op) {
    return fates.computeIfAbsent(new Key(op.room(), op.key()), any -> new Fate());
  }

  private void decide(Key key, Fate fate, List<Long> places) {
    var log = history.logs().get(key.room);
    if (log == null) {
      found.add(new Violation(I1, "nobody has read the log of " + key.room));
      return;
    }
    var acknowledged = fate.acknowledged;
    if (places.size() > 1) {
      found.add(new Violation(acknowledged == null ? I10 : I2, key + " is in the log at " + places));
    }
    if (acknowledged == null) {
      if (!places.isEmpty() && fate.refused && !fate.unknown) {
        found.add(new Violation(I10, key + " was refused and is in the log at " + places));
      }
      return;
    }
    boolean sameEpoch = acknowledged.epoch().equals(log.epoch());
    if (places.isEmpty()) {
      var which = fate.again || !sameEpoch ? I11 : I1;
      found.add(new Violation(which, key + " was acknowledged at " + acknowledged + " and is not in the log"));
    } else if (sameEpoch && !places.contains(acknowledged.offset())) {
      found.add(new Violation(I1, key + " was acknowledged at " + acknowledged + " and is in the log at " + places));
    }
  }
}
