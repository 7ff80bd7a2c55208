package org.amtsrunde.presence;

import org.jspecify.annotations.Nullable;

/**
 * What others see of a person who is here and shows it. Nothing else about presence ever leaves the server: above all no time
 * but the end that the person chose.
 *
 * @param text a word of their own
 * @param until when state and text end, in ms since 1970; 0 for no end
 */
record Shown(State state, @Nullable String text, long until) {
  static final Shown FREE = new Shown(State.FREE, null, 0);
}
