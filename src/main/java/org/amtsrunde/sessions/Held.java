package org.amtsrunde.sessions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people have written or voted in the step that goes on and nobody else may see before it ends. It is no part of {@link
 * Session}, so that nothing that shows a session can show it.
 *
 * @param step to which it belongs
 * @param writes grows with every change of it
 * @param votes person → card → dots
 */
record Held(int step, long writes, List<Text> texts, Map<String, Map<Integer, Integer>> votes) {
  /**
   * One text.
   *
   * @param id drawn by the client; whoever knows it may change an anonymous text, so it is told to nobody
   * @param author null for an anonymous one
   */
  record Text(String id, @Nullable String author, String text) {}

  static final Held NOTHING = new Held(-1, 0, List.of(), Map.of());

  Held {
    texts = List.copyOf(texts);
    votes = Map.copyOf(votes);
  }

  /** What belongs to this step. */
  Held of(int number) {
    return number == step ? this : new Held(number, writes, List.of(), Map.of());
  }
}
