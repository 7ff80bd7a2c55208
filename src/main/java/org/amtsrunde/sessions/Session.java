package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The 90 minutes of a round, as everybody in it may see them.
 *
 * @param roomId of the round
 * @param number of the session within the programme, from 1
 * @param title what it is about
 * @param hands who wants to speak, in order
 * @param giver whose case it is, in {@link StepType#CASE}; null before somebody has one
 * @param pairs who talks with whom in {@link StepType#PAIRS}
 * @param agreeing who wants to go on after the end
 * @param endedAt null before
 * @param recap id of the document that tells what was; null before it is written
 */
record Session(
    String roomId,
    int number,
    String title,
    Phase phase,
    Schedule schedule,
    Roster roster,
    Ring ring,
    List<String> hands,
    @Nullable String giver,
    List<List<String>> pairs,
    List<String> agreeing,
    Results results,
    @Nullable Instant endedAt,
    @Nullable String recap) {

  /** {@code planned} is a session that nobody has entered yet: it is not kept. */
  enum Phase {
    LOBBY("lobby"),
    RUNNING("running"),
    PAUSED("paused"),
    ENDED("ended"),
    RECAPPED("recapped");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Phase of(String word) {
      for (var phase : values()) {
        if (phase.word.equals(word)) {
          return phase;
        }
      }
      throw new IllegalArgumentException("no phase: " + word);
    }
  }

  Session {
    hands = List.copyOf(hands);
    pairs = List.copyOf(pairs);
    agreeing = List.copyOf(agreeing);
  }

  /** Nobody is there yet. */
  static Session opened(String roomId, Planned plan, Roster roster, Results results) {
    var schedule = Schedule.planned(plan.steps(), plan.startsAt(), plan.endsAt());
    return new Session(
        roomId,
        plan.number(),
        plan.title(),
        Phase.LOBBY,
        schedule,
        roster,
        Ring.NONE,
        List.of(),
        null,
        List.of(),
        List.of(),
        results,
        null,
        null);
  }

  boolean isOver() {
    return phase == Phase.ENDED || phase == Phase.RECAPPED;
  }

  boolean isGoingOn() {
    return phase == Phase.RUNNING || phase == Phase.PAUSED;
  }

  /** Whether a step of this type goes on, even if time stands still. */
  boolean isIn(StepType type) {
    return isGoingOn() && schedule.step().type() == type;
  }

  Session with(Phase next) {
    return new Session(
        roomId, number, title, next, schedule, roster, ring, hands, giver, pairs, agreeing, results, endedAt, recap);
  }

  Session with(Schedule next) {
    return new Session(
        roomId, number, title, phase, next, roster, ring, hands, giver, pairs, agreeing, results, endedAt, recap);
  }

  Session with(Roster next) {
    return new Session(
        roomId, number, title, phase, schedule, next, ring, hands, giver, pairs, agreeing, results, endedAt, recap);
  }

  Session with(Ring next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, next, hands, giver, pairs, agreeing, results, endedAt, recap);
  }

  Session withHands(List<String> next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, ring, next, giver, pairs, agreeing, results, endedAt, recap);
  }

  Session withGiver(@Nullable String next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, ring, hands, next, pairs, agreeing, results, endedAt, recap);
  }

  Session withPairs(List<List<String>> next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, ring, hands, giver, next, agreeing, results, endedAt, recap);
  }

  Session withAgreeing(List<String> next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, ring, hands, giver, pairs, next, results, endedAt, recap);
  }

  Session with(Results next) {
    return new Session(
        roomId, number, title, phase, schedule, roster, ring, hands, giver, pairs, agreeing, next, endedAt, recap);
  }

  Session ended(Instant at) {
    return new Session(
        roomId,
        number,
        title,
        Phase.ENDED,
        schedule,
        roster,
        Ring.NONE,
        List.of(),
        null,
        List.of(),
        List.of(),
        results,
        at,
        null);
  }

  Session recapped(String documentId) {
    return new Session(
        roomId,
        number,
        title,
        Phase.RECAPPED,
        schedule,
        roster,
        ring,
        hands,
        giver,
        pairs,
        agreeing,
        results,
        endedAt,
        documentId);
  }
}
