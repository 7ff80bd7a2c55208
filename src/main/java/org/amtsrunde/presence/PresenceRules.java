package org.amtsrunde.presence;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** The times of presence, all in ms, and what a person may say. */
final class PresenceRules {
  /** Who leaves is shown for so long: who comes back meanwhile was never gone. */
  static final long GRACE = 30_000;

  /**
   * Life of a node's people in the store, renewed with each {@link #LOOK}. The store itself so counts the grace of a dead node
   * from the last sign of it: seen by others within a look, told within a {@link #WINDOW}, 31.7 s in all.
   */
  static final long NODE_LIFE = 29_000;

  /** How often a node renews its people and asks whether those of the others changed. */
  static final long LOOK = 500;

  /** Nothing about a person of another node is kept longer without being renewed. */
  static final long HELD = 45_000;

  /** A withdrawal overrules older choices for so long: longer than one can stand in the store or in a grace. */
  static final long WITHDRAWAL = 35_000;

  /** One message to a connection in this time, with the net difference. */
  static final long WINDOW = 2_000;

  /** Changes are gathered for so long before they go to the store and to other nodes. */
  static final long TICK = 200;

  /** One typing signal of a person and room is passed on in this time. */
  static final long TYPING = 2_000;

  /** Members of a room are remembered for so long; one who was removed sees typing no longer than this. */
  static final long ROOM_KNOWN = 5_000;

  /** Whom somebody may watch is asked again after so long. */
  static final long WATCH_KNOWN = 60_000;

  static final int MOST_WATCHED = 200;
  private static final int LONGEST_TEXT = 80;
  private static final long LONGEST_AHEAD = 7L * 24 * 3600 * 1000;

  private PresenceRules() {}

  /**
   * What {@code presence.me} asks for.
   *
   * @param visible null to leave it
   * @param says whether state, text and end are chosen anew, all three together
   * @param state null to keep the state
   */
  record Wish(@Nullable Boolean visible, boolean says, @Nullable State state, @Nullable String text, long until) {
    boolean isEmpty() {
      return visible == null && !says;
    }

    /** Whether the choice says so already. */
    boolean isSaidBy(Choice choice, long wall) {
      var next = from(choice, wall);
      return next.visible() == choice.visible() && next.at(wall).equals(choice.at(wall));
    }

    /** The choice that follows from the newest one known. */
    Choice from(Choice newest, long wall) {
      var next = visible == null ? newest : newest.visible(visible);
      return says ? next.says(state == null ? newest.at(wall).state() : state, text, until) : next;
    }
  }

  static Wish wish(Fields params, long wall) {
    return new Wish(
        params.has("visible") ? params.flag("visible") : null,
        params.has("state") || params.has("text") || params.has("until"),
        state(params),
        text(params),
        until(params, wall));
  }

  private static @Nullable State state(Fields params) {
    var word = params.textOrNull("state", 20);
    var state = word == null ? null : State.find(word);
    if (word != null && state == null) {
      throw Refusal.invalid("state must be one of free, busy, dnd, away");
    }
    return state;
  }

  private static @Nullable String text(Fields params) {
    var raw = params.textOrNull("text", 4 * LONGEST_TEXT);
    if (raw == null || raw.isBlank()) {
      return null;
    }
    var text = raw.strip();
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      throw Refusal.tooLarge("text must not have more than " + LONGEST_TEXT + " characters");
    }
    if (text.codePoints().anyMatch(PresenceRules::breaksTheLine)) {
      throw Refusal.invalid("text must be one line without control characters");
    }
    return text;
  }

  private static boolean breaksTheLine(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static long until(Fields params, long wall) {
    var word = params.textOrNull("until", 40);
    if (word == null) {
      return 0;
    }
    try {
      long until = Instant.parse(word).toEpochMilli();
      if (until > wall && until <= wall + LONGEST_AHEAD) {
        return until;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw Refusal.invalid("until must be a time such as 2026-11-30T15:00:00Z");
    }
    throw Refusal.invalid("until must be ahead, at most 7 days");
  }
}
