package org.amtsrunde.documents.yjs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a tree at two moments of its history, of which it was there at one at least. */
public sealed interface Compared {

  /** Where something stands in the history of a document, and at which of the moments it was there. */
  record Place(long client, int clock, boolean before, boolean after) {}

  /**
   * A node with children.
   *
   * @param before its attributes at the one moment; empty if it was not there
   * @param after its attributes at the other
   */
  record Element(
      Place place,
      String name,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after,
      List<Compared> children)
      implements Compared {}

  /** A run of text. */
  record Text(List<Piece> pieces) implements Compared {}

  /**
   * Letters one behind the other in the history of one client, or something embedded in a text.
   *
   * @param insert a String of text; anything else stands in the text as one character
   * @param before its formats at the one moment, if it was there
   * @param after its formats at the other
   */
  record Piece(
      Place place,
      @Nullable Object insert,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {}
}
