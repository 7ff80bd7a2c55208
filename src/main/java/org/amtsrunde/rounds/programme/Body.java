package org.amtsrunde.rounds.programme;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Markdown of a week, cut at its headings of the second level.
 *
 * @param introduction what stands before the first
 * @param sections by their headings
 */
record Body(String introduction, Map<String, String> sections) {
  private static final String HEADING = "## ";

  /** Of two sections with one heading both are kept, the second behind the first. */
  static Body of(String markdown) {
    var parts = new LinkedHashMap<String, StringBuilder>();
    var heading = "";
    for (var line : markdown.lines().toList()) {
      if (line.startsWith(HEADING)) {
        heading = line.substring(HEADING.length()).strip();
      } else {
        parts.computeIfAbsent(heading, missing -> new StringBuilder()).append(line).append('\n');
      }
    }
    var sections = new LinkedHashMap<String, String>();
    parts.forEach((title, text) -> sections.put(title, text.toString().strip()));
    var introduction = sections.remove("");
    return new Body(introduction == null ? "" : introduction, sections);
  }
}
