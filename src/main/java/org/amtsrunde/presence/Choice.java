package org.amtsrunde.presence;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose: one register per person, the same on all their devices and nodes. The greater one wins wherever two
 * meet, so that nodes agree in whatever order they learn.
 *
 * @param rank grows by one with each choice; counts choices and tells no time
 * @param visible whether the person shows their presence, and so sees that of others
 * @param text a word of their own
 * @param until when state and text end by themselves, in ms since 1970; 0 for no end
 */
record Choice(long rank, boolean visible, State state, @Nullable String text, long until)
    implements Comparable<Choice> {
  /** By rank. Of two made at the same moment on two nodes the one that shows less. */
  private static final Comparator<Choice> ORDER =
      Comparator.comparingLong(Choice::rank)
          .thenComparing(choice -> !choice.visible)
          .thenComparing(Choice::state)
          .thenComparingLong(Choice::until)
          .thenComparing(choice -> choice.text == null ? "" : choice.text);

  /** Of a person who has just come and not chosen yet. */
  static Choice first(boolean visible) {
    return new Choice(0, visible, State.FREE, null, 0);
  }

  static @Nullable Choice newer(@Nullable Choice one, @Nullable Choice other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** A newer choice with another visibility. */
  Choice visible(boolean on) {
    return new Choice(rank + 1, on, state, text, until);
  }

  /** A newer choice of another state. */
  Choice says(State newState, @Nullable String newText, long newUntil) {
    return new Choice(rank + 1, visible, newState, newText, newUntil);
  }

  /** The same, of no weight against the choice that a person makes elsewhere. */
  Choice unranked() {
    return new Choice(0, visible, state, text, until);
  }

  /** What others are told of one that is not visible: that it is not. */
  Choice bare() {
    return visible ? this : new Choice(rank, false, State.FREE, null, 0);
  }

  boolean hasEnded(long wall) {
    return until != 0 && wall >= until;
  }

  /** What it says at this time, whether others may see it or not. */
  Shown at(long wall) {
    return hasEnded(wall) ? Shown.FREE : new Shown(state, text, until);
  }

  @Override
  public int compareTo(Choice other) {
    return ORDER.compare(this, other);
  }
}
