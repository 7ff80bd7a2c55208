package org.amtsrunde.rounds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a member wants to be different in one week, and what the others say to it.
 *
 * @param week its Monday
 * @param by the member who proposed it
 * @param answers person → the options they say yes to, by their place in the list; whoever stands here says no to the others
 * @param carried the place of the option that was carried; -1 for none
 */
public record Motion(
    String id,
    LocalDate week,
    String by,
    Instant at,
    List<Option> options,
    Map<String, Set<Integer>> answers,
    State state,
    int carried) {

  /** One of the things that can be done with a week. */
  public sealed interface Option {}

  /** Meet at another time. */
  public record Move(LocalDateTime to) implements Option {}

  /** Meet not at all; everything that follows is a week later. */
  public record Skip() implements Option {}

  /** Meet as planned at first, where something else had been decided. */
  public record Meet() implements Option {}

  /** Where a motion stands; the lower-case word is the one on the wire and in the store. */
  public enum State {
    OPEN,
    CARRIED,
    WITHDRAWN,
    /** Something else was decided for its week, or nothing of it can be done any more. */
    SUPERSEDED,
    /** The session began before there were enough answers. */
    LAPSED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Motion {
    options = List.copyOf(options);
    answers = Map.copyOf(answers);
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  Motion answered(String person, Set<Integer> yes) {
    var all = new HashMap<>(answers);
    all.put(person, Set.copyOf(yes));
    return new Motion(id, week, by, at, options, all, state, carried);
  }

  Motion settled(State end) {
    return new Motion(id, week, by, at, options, answers, end, carried);
  }

  Motion carried(int option) {
    return new Motion(id, week, by, at, options, answers, State.CARRIED, option);
  }

  /** How many of these members say yes to an option. */
  long yes(int option, Set<String> members) {
    return answers.entrySet().stream()
        .filter(answer -> members.contains(answer.getKey()) && answer.getValue().contains(option))
        .count();
  }
}
