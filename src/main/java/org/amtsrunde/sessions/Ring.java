package org.amtsrunde.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, and who speaks next.
 *
 * @param number of this turn within the step, from 1
 * @param speaker null where nobody has the word
 * @param ends of the turn; null where it has none of its own, as in open talk
 * @param waiting whose turn is to come, in order
 * @param passed who has asked to speak later and cannot do so again
 * @param heard who has had the word in this step, where it has no turns
 */
record Ring(
    int number,
    @Nullable String speaker,
    @Nullable Instant ends,
    List<String> waiting,
    List<String> passed,
    List<String> heard) {

  /** Nobody has the word and nobody waits for a turn. */
  static final Ring NONE = new Ring(0, null, null, List.of(), List.of(), List.of());

  Ring {
    waiting = List.copyOf(waiting);
    passed = List.copyOf(passed);
    heard = List.copyOf(heard);
  }

  /** One that is about to begin. */
  static Ring of(List<String> order) {
    return new Ring(0, null, null, order, List.of(), List.of());
  }

  /** Open talk: somebody has the word until they or others pass it on. */
  Ring floor(String next) {
    return new Ring(number + 1, next, null, List.of(), List.of(), heard.contains(next) ? heard : plus(heard, next));
  }

  /** Open talk in which nobody has the word at the moment. */
  Ring free() {
    return new Ring(number + 1, null, null, List.of(), List.of(), heard);
  }

  /**
   * The turn of the first who is here. Whoever is not keeps their place.
   *
   * @param stepEnd up to which all who wait and are here share the time alike
   * @return null if nobody is left who is here
   */
  @Nullable Ring next(Instant at, Instant stepEnd, Predicate<String> here) {
    var left = new ArrayList<>(waiting);
    var next = left.stream().filter(here).findFirst().orElse(null);
    if (next == null) {
      return null;
    }
    long sharing = left.stream().filter(here).count();
    left.remove(next);
    var end = at.plusMillis(Duration.between(at, stepEnd).toMillis() / sharing);
    return new Ring(number + 1, next, end, left, passed, heard);
  }

  /** The speaker goes to the end of those who wait. */
  Ring postponed(String who) {
    return new Ring(number, null, ends, plus(waiting, who), plus(passed, who), heard);
  }

  Ring joined(String who) {
    return new Ring(number, speaker, ends, plus(waiting, who), passed, heard);
  }

  Ring without(String who) {
    var left = waiting.stream().filter(one -> !one.equals(who)).toList();
    return new Ring(number, who.equals(speaker) ? null : speaker, ends, left, passed, heard);
  }

  Ring later(Duration pause) {
    return new Ring(number, speaker, ends == null ? null : ends.plus(pause), waiting, passed, heard);
  }

  private static List<String> plus(List<String> all, String one) {
    var longer = new ArrayList<>(all);
    longer.add(one);
    return longer;
  }
}
