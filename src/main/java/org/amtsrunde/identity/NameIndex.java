package org.amtsrunde.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How names are found by their beginnings: one folded form in which case, accents, umlauts however
 * written ("Müller", "Mueller", "Muller") and ß make no difference. Folding may make different
 * names equal, never equal ones different.
 */
final class NameIndex {
  private static final char END = 0;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private NameIndex() {}

  /** One line of the index: what it is sorted by and whom it means. */
  record Entry(String words, String personId) {}

  /** Words of letters and digits, separated by one blank. */
  static String fold(String name) {
    var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
    return OTHER
        .matcher(
            plain
                .replace("ß", "ss")
                .replace("ı", "i")
                .replace("ø", "o")
                .replace("æ", "a")
                .replace("œ", "o")
                .replace("ł", "l")
                .replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u"))
        .replaceAll(" ")
        .strip();
  }

  /** One entry for each different word of the name. */
  static List<String> entries(String name, String personId) {
    var folded = fold(name);
    var entries = new ArrayList<String>();
    for (var word : new TreeSet<>(List.of(folded.split(" ")))) {
      entries.add(word + END + folded + END + personId);
    }
    return entries;
  }

  static Entry read(String entry) {
    int first = entry.indexOf(END);
    int second = entry.indexOf(END, first + 1);
    return new Entry(entry.substring(first + 1, second), entry.substring(second + 1));
  }

  /** The longest word of a folded query: the one to look up. */
  static String longestWord(String foldedQuery) {
    var longest = "";
    for (var word : foldedQuery.split(" ")) {
      longest = word.length() > longest.length() ? word : longest;
    }
    return longest;
  }

  /** Whether some word of the name begins with each word of the query; both folded. */
  static boolean matches(String foldedName, String foldedQuery) {
    var padded = " " + foldedName;
    for (var word : foldedQuery.split(" ")) {
      if (!padded.contains(" " + word)) {
        return false;
      }
    }
    return true;
  }
}
