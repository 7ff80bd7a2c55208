package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.Set;

/** What somebody wants to change in a session; all of it may be repeated without harm. */
sealed interface Command {
  /** Is here over this connection of this node. */
  record Join(String person, String connection, String node) implements Command {}

  /** Is not here any more; says nothing where the person has another connection by now. */
  record Leave(String person, String connection) implements Command {}

  /** Whoever is here over another node than these is not any more. */
  record NodesAlive(Set<String> nodes) implements Command {}

  /** Belongs to the round no more. */
  record Remove(String person) implements Command {}

  record Excuse(String person, boolean excused) implements Command {}

  /** Begins before the time: all are here. */
  record Begin(String person) implements Command {}

  /** Goes on to the next step. @param step which goes on, as the person sees it */
  record Next(String person, int step) implements Command {}

  /** Ends a turn. @param turn which goes on, as the person sees it */
  record EndTurn(String person, int step, int turn) implements Command {}

  /** Speaks later. */
  record Pass(String person, int step, int turn) implements Command {}

  /** Two minutes more. @param stepEnd when the step ends, as the person sees it */
  record Extend(String person, int step, Instant stepEnd) implements Command {}

  /** Wants to go on after the end, or does not. */
  record Overtime(String person, boolean agrees) implements Command {}

  record Pause(String person) implements Command {}

  record Resume(String person) implements Command {}

  record Hand(String person, boolean up) implements Command {}

  /** Gives the word to the first who has a hand up. @param turn which goes on, as the person sees it */
  record Floor(String person, int step, int turn) implements Command {}

  /** Tells of a case of their own. */
  record Give(String person, boolean gives) implements Command {}

  record Group(String person, int card, int group) implements Command {}

  record Commit(String person, String text) implements Command {}

  record Keep(String person, Results.Kept kept) implements Command {}

  record Recapped(String documentId) implements Command {}
}
