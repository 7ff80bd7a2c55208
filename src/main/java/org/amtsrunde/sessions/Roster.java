package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a session, in the order in which they speak; who comes late stands at the end.
 *
 * @param facilitator who leads; may be absent
 * @param timekeeper who looks after the time with the others
 */
record Roster(List<Participant> people, String facilitator, String timekeeper) {
  /** How a person takes part; seen by the round only. */
  enum Attendance {
    /** Not seen yet. */
    EXPECTED,
    PRESENT,
    /** Came after the first step had begun. */
    LATE,
    EXCUSED
  }

  /**
   * One person.
   *
   * @param connection over which they are here; null while they are not. The end of another connection says nothing.
   * @param node to which that connection belongs
   * @param since when they came, or went
   */
  record Participant(
      String id, Attendance attendance, @Nullable String connection, @Nullable String node, Instant since) {
    boolean isHere() {
      return connection != null;
    }
  }

  Roster {
    people = List.copyOf(people);
  }

  /**
   * The roster of a session that nobody has entered yet. Who speaks first, leads and keeps the time goes round from session to session.
   *
   * @param number of the session, from 1
   */
  static Roster of(List<String> members, int number, Instant at) {
    var sorted = members.stream().sorted().toList();
    var order = new ArrayList<Participant>();
    int first = sorted.isEmpty() ? 0 : (number - 1) % sorted.size();
    for (int i = 0; i < sorted.size(); i++) {
      var id = sorted.get((first + i) % sorted.size());
      order.add(new Participant(id, Attendance.EXPECTED, null, null, at));
    }
    return new Roster(order, at(order, 0), at(order, 1));
  }

  private static String at(List<Participant> order, int place) {
    return order.isEmpty() ? "" : order.get(place % order.size()).id;
  }

  @Nullable Participant find(String id) {
    return people.stream().filter(one -> one.id.equals(id)).findFirst().orElse(null);
  }

  List<Participant> here() {
    return people.stream().filter(Participant::isHere).toList();
  }

  boolean isHere(String id) {
    var found = find(id);
    return found != null && found.isHere();
  }

  boolean isComplete() {
    return people.stream().allMatch(one -> one.isHere() || one.attendance == Attendance.EXCUSED);
  }

  /** With this instead of the entry of the same person, or at the end. */
  Roster with(Participant changed) {
    var all = new ArrayList<>(people);
    all.replaceAll(one -> one.id.equals(changed.id) ? changed : one);
    if (find(changed.id) == null) {
      all.add(changed);
    }
    return new Roster(all, facilitator, timekeeper);
  }

  Roster without(String id) {
    return new Roster(people.stream().filter(one -> !one.id.equals(id)).toList(), facilitator, timekeeper);
  }

  Roster ledBy(String id) {
    return new Roster(people, id, timekeeper);
  }
}
