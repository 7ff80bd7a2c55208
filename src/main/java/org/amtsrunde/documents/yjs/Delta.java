package org.amtsrunde.documents.yjs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text, or something embedded in it, with its formats.
 *
 * @param insert a String of text; anything else stands in the text as one character
 * @param attributes formats by name, in alphabetical order; empty for none
 */
public record Delta(@Nullable Object insert, Map<String, @Nullable Object> attributes) {
  public static Delta text(String text) {
    return new Delta(text, Map.of());
  }
}
