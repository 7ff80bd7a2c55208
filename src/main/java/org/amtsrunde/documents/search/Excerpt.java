package org.amtsrunde.documents.search;

import java.util.ArrayList;
import java.util.List;

/** The place of a text where the words that were looked for stand first, as pieces with and without a match. */
final class Excerpt {
  /** A piece of text, whole or part of what was looked for. */
  record Piece(String text, boolean match) {}

  private static final int BEFORE = 60;
  private static final int LENGTH = 200;
  private static final int MOST_WORDS = 20_000;

  private Excerpt() {}

  /** @param wanted stems; a word matches that begins with one of them */
  static List<Piece> of(String text, List<String> wanted, GermanText german) {
    var matches =
        german.words(text, MOST_WORDS).stream()
            .filter(word -> wanted.stream().anyMatch(stem -> word.stem().startsWith(stem)))
            .toList();
    int from = matches.isEmpty() ? 0 : wordBefore(text, matches.getFirst().start());
    int to = Math.min(text.length(), from + LENGTH);
    if (to < text.length()) {
      int blank = text.lastIndexOf(' ', to);
      to = blank > from ? blank : Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
    var pieces = new ArrayList<Piece>();
    int at = from;
    for (var match : matches) {
      if (match.end() <= to) {
        add(pieces, text, at, match.start(), false);
        add(pieces, text, match.start(), match.end(), true);
        at = match.end();
      }
    }
    add(pieces, text, at, to, false);
    return pieces;
  }

  /** Where a word begins, not far before the match. */
  private static int wordBefore(String text, int match) {
    int place = match - BEFORE;
    return place <= 0 ? 0 : Math.min(match, text.indexOf(' ', place) + 1);
  }

  private static void add(List<Piece> pieces, String text, int from, int to, boolean match) {
    if (from < to) {
      pieces.add(new Piece(text.substring(from, to), match));
    }
  }
}
