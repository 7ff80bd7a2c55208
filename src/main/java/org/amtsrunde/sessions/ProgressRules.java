package org.amtsrunde.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.amtsrunde.sessions.Roster.Attendance;
import org.amtsrunde.sessions.Roster.Participant;
import org.amtsrunde.sessions.Session.Phase;
import org.jspecify.annotations.Nullable;

/**
 * How a session goes on by itself. What happens is dated by when it was due and not by when somebody looked, so it makes no
 * difference how often, how late and on which node that is: going to one time and then to another is the same as going to the
 * other at once.
 */
final class ProgressRules {
  /** How long whoever speaks or leads may be away before it goes on without them. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The longest pause. */
  static final Duration PAUSE = Duration.ofMinutes(10);

  /** Fewer are no session. */
  static final int QUORUM = 2;

  private ProgressRules() {}

  /** The session as it is at this time. */
  static Session at(Session session, Instant now, Held held) {
    var current = session;
    while (true) {
      var due = due(current);
      if (due == null || due.isAfter(now)) {
        return current;
      }
      current = happen(current, due, held);
    }
  }

  /** When something happens next if nobody does anything; null for never. */
  static @Nullable Instant due(Session session) {
    var schedule = session.schedule();
    return switch (session.phase()) {
      case LOBBY -> {
        var ready = ready(session.roster());
        yield ready == null ? schedule.endsAt() : earliest(later(schedule.startsAt(), ready), schedule.endsAt());
      }
      case RUNNING -> earliest(schedule.endsAt(), schedule.stepEnd(), turnEnds(session), leaderGone(session));
      case PAUSED -> earliest(schedule.endsAt(), Objects.requireNonNull(schedule.pausedAt()).plus(PAUSE));
      case ENDED, RECAPPED -> null;
    };
  }

  private static Session happen(Session session, Instant due, Held held) {
    var schedule = session.schedule();
    if (!due.isBefore(schedule.endsAt())) {
      return ended(session, due, held);
    }
    return switch (session.phase()) {
      case LOBBY -> begun(session, due);
      case PAUSED -> resumed(session, due);
      case RUNNING -> {
        if (due.equals(schedule.stepEnd())) {
          yield stepOver(session, due, held);
        }
        if (due.equals(turnEnds(session))) {
          yield speakerGone(session, due) ? turnPassed(session, due, held) : turnOver(session, due, held);
        }
        yield session.with(session.roster().ledBy(Objects.requireNonNull(successor(session)).id()));
      }
      case ENDED, RECAPPED -> session;
    };
  }

  /** Since when enough people are here; null while they are not. */
  private static @Nullable Instant ready(Roster roster) {
    return roster.here().stream().map(Participant::since).sorted().skip(QUORUM - 1).findFirst().orElse(null);
  }

  // Steps

  static Session begun(Session session, Instant at) {
    return entered(session.with(Phase.RUNNING), at);
  }

  /** The current step ends and the next begins, or the session ends with the last. */
  static Session stepOver(Session session, Instant at, Held held) {
    return session.schedule().isLast() ? ended(session, at, held) : entered(revealed(session, held), at);
  }

  private static Session entered(Session session, Instant at) {
    var next = session.with(session.schedule().next(at)).with(Ring.NONE).withHands(List.of()).withGiver(null);
    var order = next.roster().people().stream().map(Participant::id).toList();
    next = next.withPairs(next.isIn(StepType.PAIRS) ? pairs(next.roster()) : List.of());
    if (!next.schedule().step().type().hasTurns()) {
      return next;
    }
    // With nobody here the step still takes its time.
    var ring = Ring.of(order).next(at, next.schedule().stepEnd(), next.roster()::isHere);
    return next.with(ring == null ? Ring.of(order) : ring);
  }

  private static Session ended(Session session, Instant at, Held held) {
    return (session.isGoingOn() ? revealed(session, held) : session).ended(at);
  }

  /** What was held back in the step that ends is there for all. */
  private static Session revealed(Session session, Held held) {
    return session.with(RevealRules.revealed(session, held.of(session.schedule().current())));
  }

  static Session resumed(Session session, Instant at) {
    var before = session.schedule();
    var after = before.resumed(at);
    var pause = Duration.between(Objects.requireNonNull(before.pausedAt()), at);
    var ring = session.ring().later(pause);
    var turnEnd = ring.ends();
    if (turnEnd != null && turnEnd.isAfter(after.stepEnd())) {
      ring = new Ring(ring.number(), ring.speaker(), after.stepEnd(), ring.waiting(), ring.passed(), ring.heard());
    }
    return session.with(Phase.RUNNING).with(after).with(ring);
  }

  /** Twos and threes of those who are here. */
  private static List<List<String>> pairs(Roster roster) {
    var here = roster.here().stream().map(Participant::id).toList();
    int count = Math.max(1, here.size() / 2);
    var pairs = new ArrayList<List<String>>();
    for (int i = 0; i < count; i++) {
      pairs.add(here.subList(here.size() * i / count, here.size() * (i + 1) / count));
    }
    return pairs;
  }

  /** Whoever comes while they talk in twos and threes joins the group with the fewest who are here; who comes back is still in theirs. */
  private static List<List<String>> pairs(Session session, String person) {
    var pairs = new ArrayList<>(session.pairs());
    if (pairs.stream().noneMatch(pair -> pair.contains(person))) {
      pairs.stream()
          .min(Comparator.comparingLong(pair -> pair.stream().filter(session.roster()::isHere).count()))
          .ifPresent(pair -> pairs.set(pairs.indexOf(pair), Stream.concat(pair.stream(), Stream.of(person)).toList()));
    }
    return pairs;
  }

  // Turns

  /** When the turn ends: by its time, or because the speaker has gone; null where nobody has a turn. */
  private static @Nullable Instant turnEnds(Session session) {
    var ends = session.ring().ends();
    var speaker = session.ring().speaker();
    if (ends == null || speaker == null) {
      return null;
    }
    var person = session.roster().find(speaker);
    boolean someoneElse = session.ring().waiting().stream().anyMatch(session.roster()::isHere);
    return person == null || person.isHere() || !someoneElse ? ends : earliest(ends, gone(session, person));
  }

  private static boolean speakerGone(Session session, Instant due) {
    return !due.equals(session.ring().ends());
  }

  /** The next who is here has their turn; after the last the step is over. */
  static Session turnOver(Session session, Instant at, Held held) {
    var next = session.ring().next(at, session.schedule().stepEnd(), session.roster()::isHere);
    if (next != null) {
      return session.with(next);
    }
    var ring = session.ring();
    boolean allAway = session.roster().here().isEmpty() && !ring.waiting().isEmpty();
    return allAway
        ? session.with(new Ring(ring.number(), null, null, ring.waiting(), ring.passed(), ring.heard()))
        : stepOver(session, at, held);
  }

  /** The speaker's turn comes after all others', once. */
  static Session turnPassed(Session session, Instant at, Held held) {
    var ring = session.ring();
    var speaker = Objects.requireNonNull(ring.speaker());
    boolean again = !ring.passed().contains(speaker);
    return turnOver(again ? session.with(ring.postponed(speaker)) : session, at, held);
  }

  // Leading

  /** When somebody else leads, because who does is away and another is here; null for not at all. */
  private static @Nullable Instant leaderGone(Session session) {
    var leader = session.roster().find(session.roster().facilitator());
    if (leader != null && leader.isHere() || successor(session) == null) {
      return null;
    }
    return leader == null ? session.schedule().stepStart() : gone(session, leader);
  }

  /** From when on it goes on without somebody who is away; not before the step in which they were missed. */
  private static Instant gone(Session session, Participant away) {
    return later(away.since().plus(PATIENCE), session.schedule().stepStart());
  }

  private static @Nullable Participant successor(Session session) {
    return session.roster().here().stream().findFirst().orElse(null);
  }

  // Attendance

  /** Somebody is here over this connection. */
  static Session joined(Session session, String person, String connection, String node, Instant at) {
    var known = session.roster().find(person);
    var attendance = known == null ? Attendance.EXPECTED : known.attendance();
    if (attendance == Attendance.EXPECTED || attendance == Attendance.EXCUSED) {
      boolean late = session.isGoingOn() && session.schedule().current() > 0;
      attendance = late ? Attendance.LATE : Attendance.PRESENT;
    }
    var since = known != null && known.isHere() ? known.since() : at;
    var next = session.with(session.roster().with(new Participant(person, attendance, connection, node, since)));
    if (next.isIn(StepType.PAIRS)) {
      return next.withPairs(pairs(session, person));
    }
    if (!next.isGoingOn() || !next.schedule().step().type().hasTurns()) {
      return next;
    }
    var ring = known == null ? next.ring().joined(person) : next.ring();
    if (ring.speaker() == null && next.phase() == Phase.RUNNING) {
      // All were away: the first who is back has the word.
      var first = ring.next(at, next.schedule().stepEnd(), next.roster()::isHere);
      ring = first == null ? ring : first;
    }
    return next.with(ring);
  }

  /** They are not here any more. */
  static Session left(Session session, Participant person, Instant at) {
    var gone = new Participant(person.id(), person.attendance(), null, null, at);
    var next = session.with(session.roster().with(gone));
    return next.withAgreeing(session.agreeing().stream().filter(one -> !one.equals(person.id())).toList());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earliest(@Nullable Instant... all) {
    return Stream.of(all).filter(Objects::nonNull).min(Instant::compareTo).orElseThrow();
  }
}
