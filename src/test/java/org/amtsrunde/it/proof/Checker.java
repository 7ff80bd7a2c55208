package org.amtsrunde.it.proof;

import java.util.ArrayList;
import java.util.List;

/** Decides in one pass for each kind of question whether a history keeps the eleven invariants. Pure; linear in the events. */
final class Checker {
  private Checker() {}

  /** What was broken, as it was found; empty for a history that is good. */
  static List<Violation> check(History history) {
    var found = new ArrayList<Violation>();
    new LogCheck(history, found).run();
    new PlaceCheck(history, found).run();
    new OrderCheck(history, found).run();
    new DeliveryCheck(history, found).run();
    new UnreadCheck(history, found).run();
    return found;
  }
}
