package org.amtsrunde.documents.export;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/** The words of the editor, and how to read what stands in its tree. */
final class Nodes {
  static final String PARAGRAPH = "paragraph";
  static final String HEADING = "heading";
  static final String BULLETS = "bulletList";
  static final String NUMBERS = "orderedList";
  static final String ITEM = "listItem";
  static final String TASKS = "taskList";
  static final String TASK = "taskItem";
  static final String QUOTE = "blockquote";
  static final String CODE = "codeBlock";
  static final String RULE = "horizontalRule";
  static final String BREAK = "hardBreak";
  static final String TABLE = "table";
  static final String ROW = "tableRow";
  static final String CELL = "tableCell";
  static final String HEADER = "tableHeader";
  static final String IMAGE = "image";
  static final String MENTION = "mention";

  /** Nodes that stand in a line and not below one another. */
  private static final Set<String> INLINE = Set.of(BREAK, MENTION, IMAGE);

  /** Marks of one kind that overlap carry a hash behind their name. */
  private static final Pattern OVERLAPPING = Pattern.compile("(.+)--[A-Za-z0-9+/=]{8}");

  private static final Pattern SAFE_LINK = Pattern.compile("(?i)(https?://|mailto:|tel:|/(?!/)|#).*");
  private static final Pattern SAFE_IMAGE = Pattern.compile("(?i)(/(?!/)|data:image/(png|jpeg|gif|webp);base64,).*");

  private Nodes() {}

  static boolean isInline(XmlNode node) {
    return !(node instanceof XmlNode.Element element) || INLINE.contains(element.name());
  }

  static String text(XmlNode.Element element, String attribute) {
    var value = element.attributes().get(attribute);
    return value == null ? "" : value.toString();
  }

  static int number(XmlNode.Element element, String attribute, int least, int most, int otherwise) {
    double number;
    switch (element.attributes().get(attribute)) {
      case Number value when !Double.isNaN(value.doubleValue()) -> number = value.doubleValue();
      case String value when value.matches("\\d{1,9}") -> number = Integer.parseInt(value);
      case null, default -> {
        return otherwise;
      }
    }
    return (int) Math.max(least, Math.min(most, number));
  }

  static boolean isTrue(XmlNode.Element element, String attribute) {
    return String.valueOf(element.attributes().get(attribute)).equals("true");
  }

  /** Marks by name. */
  static Map<String, @Nullable Object> marks(Delta piece) {
    var marks = new TreeMap<String, @Nullable Object>();
    piece
        .attributes()
        .forEach((name, value) -> {
          var overlapping = OVERLAPPING.matcher(name);
          marks.put(overlapping.matches() ? overlapping.group(1) : name, value);
        });
    return marks;
  }

  /** The address of a link mark, if it leads somewhere harmless; else empty. */
  static String link(Map<String, @Nullable Object> marks) {
    var address = marks.get("link") instanceof Map<?, ?> link ? String.valueOf(link.get("href")) : "";
    return SAFE_LINK.matcher(address).matches() ? address : "";
  }

  /** The address of an image that is part of this place; else empty, for a page must not call others. */
  static String image(XmlNode.Element element) {
    var address = text(element, "src");
    return SAFE_IMAGE.matcher(address).matches() ? address : "";
  }

  static String mention(XmlNode.Element element) {
    var label = text(element, "label");
    return "@" + (label.isEmpty() ? text(element, "id") : label);
  }
}
