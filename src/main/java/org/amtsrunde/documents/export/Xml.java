package org.amtsrunde.documents.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML that is well-formed whatever it is given: text and values are escaped, characters that XML does not know are left out,
 * and every element ends. Names are ours.
 */
final class Xml {
  private final StringBuilder out = new StringBuilder(4096);
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  static Xml document() {
    var xml = new Xml();
    xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return xml;
  }

  /** @param attributes names and values in turn */
  Xml open(String name, String... attributes) {
    endTag();
    out.append('<').append(name);
    open.push(name);
    inTag = true;
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
    return this;
  }

  /** Of the element that was opened last and holds nothing yet. */
  Xml attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
    return this;
  }

  Xml close() {
    var name = open.pop();
    if (inTag) {
      out.append("/>");
      inTag = false;
    } else {
      out.append("</").append(name).append('>');
    }
    return this;
  }

  Xml empty(String name, String... attributes) {
    return open(name, attributes).close();
  }

  Xml text(String text) {
    endTag();
    escape(text);
    return this;
  }

  /** What another writer wrote, as it is. */
  Xml add(Xml whole) {
    endTag();
    out.append(whole.out);
    return this;
  }

  byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Everything so far; elements that are open are closed. */
  @Override
  public String toString() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString();
  }

  private void endTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private void escape(String text) {
    int next;
    for (int i = 0; i < text.length(); i += next) {
      int c = text.codePointAt(i);
      next = Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        // Else a parser would make blanks of them in a value.
        case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
        default -> {
          if (isKnown(c)) {
            out.appendCodePoint(c);
          }
        }
      }
    }
  }

  /** The text without characters that XML does not know. */
  static String clean(String text) {
    return text.codePoints().allMatch(Xml::isKnown)
        ? text
        : text.codePoints()
            .filter(Xml::isKnown)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isKnown(int c) {
    return c >= 0x20 && c < 0xD800 || c == '\t' || c == '\n' || c == '\r' || c >= 0xE000 && c < 0xFFFE || c >= 0x10000;
  }
}
