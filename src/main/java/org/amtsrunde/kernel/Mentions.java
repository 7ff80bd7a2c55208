package org.amtsrunde.kernel;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people a Markdown text mentions: links of the form {@code [@Name](person:ID)}. What stands in code, in a fence, in
 * an indented block or is escaped mentions nobody. Linear in the length of the text.
 */
public final class Mentions {
  private static final Pattern LINK =
      Pattern.compile("(?s)\\[@(?:[^\\[\\]\\\\]|\\\\.){1,200}+\\]\\(person:([A-Za-z0-9_-]{1,64})\\)");
  private static final Pattern QUOTE = Pattern.compile(" {0,3}> ?");
  private static final Pattern LIST = Pattern.compile("(?:[-*+]|\\d{1,9}[.)])[ \\t]+");

  private final Set<String> found = new LinkedHashSet<>();
  private final StringBuilder paragraph = new StringBuilder();
  private @Nullable String fence;
  private int fenceDepth;
  private boolean inList;
  private boolean afterBlank = true;

  private Mentions() {}

  /** Ids in the order of their first mention. */
  public static Set<String> in(String text) {
    if (!text.contains("](person:")) {
      return Set.of();
    }
    var mentions = new Mentions();
    text.lines().forEach(mentions::line);
    mentions.endParagraph();
    return mentions.found;
  }

  private void line(String line) {
    int depth = 0;
    int start = 0;
    var quote = QUOTE.matcher(line);
    while (quote.region(start, line.length()).lookingAt()) {
      depth++;
      start = quote.end();
    }
    var content = line.substring(start);
    var words = content.strip();
    if (insideFence(words, depth)) {
      return;
    }
    if (words.isEmpty()) {
      endParagraph();
      afterBlank = true;
      return;
    }
    boolean indented = content.startsWith("    ") || content.startsWith("\t");
    if (indented && afterBlank && !inList) {
      return;
    }
    var marker = LIST.matcher(words);
    if (marker.lookingAt()) {
      inList = true;
      words = words.substring(marker.end());
    } else if (afterBlank && !Character.isWhitespace(content.charAt(0))) {
      inList = false;
    }
    afterBlank = false;
    if (!opensFence(words, depth)) {
      paragraph.append(words).append('\n');
    }
  }

  private boolean opensFence(String words, int depth) {
    if (!words.startsWith("```") && !words.startsWith("~~~")) {
      return false;
    }
    int length = run(words, 0);
    if (words.charAt(0) == '`' && words.indexOf('`', length) >= 0) {
      return false;
    }
    endParagraph();
    fence = words.substring(0, length);
    fenceDepth = depth;
    return true;
  }

  private boolean insideFence(String words, int depth) {
    var open = fence;
    if (open == null) {
      return false;
    }
    if (depth < fenceDepth) {
      fence = null;
      return false;
    }
    if (words.startsWith(open) && run(words, 0) == words.length()) {
      fence = null;
      afterBlank = true;
    }
    return true;
  }

  private void endParagraph() {
    inline(paragraph.toString());
    paragraph.setLength(0);
  }

  private void inline(String text) {
    var link = LINK.matcher(text);
    for (int i = 0; i < text.length(); ) {
      i =
          switch (text.charAt(i)) {
            case '\\' -> i + 2;
            case '!' -> text.startsWith("[", i + 1) ? i + 2 : i + 1;
            case '`' -> afterCode(text, i);
            case '[' -> {
              if (!link.region(i, text.length()).lookingAt()) {
                yield i + 1;
              }
              found.add(link.group(1));
              yield link.end();
            }
            default -> i + 1;
          };
    }
  }

  /** Where the code that begins here ends; just after the backticks if nothing closes it. */
  private static int afterCode(String text, int start) {
    int length = run(text, start);
    for (int i = start + length; (i = text.indexOf('`', i)) >= 0; ) {
      int closing = run(text, i);
      i += closing;
      if (closing == length) {
        return i;
      }
    }
    return start + length;
  }

  private static int run(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == text.charAt(start)) {
      end++;
    }
    return end - start;
  }
}
