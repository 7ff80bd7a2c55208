package org.amtsrunde.documents.export;

import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * A document as the body of an HTML page. Everything that people wrote is escaped; links lead only to the web, a mail address, a
 * telephone or this place, images come only from this place. No script, no style, no class.
 */
public final class Html {
  private static final List<Map.Entry<String, String>> MARKS =
      List.of(
          Map.entry("bold", "strong"),
          Map.entry("italic", "em"),
          Map.entry("underline", "u"),
          Map.entry("strike", "s"),
          Map.entry("highlight", "mark"),
          Map.entry("subscript", "sub"),
          Map.entry("superscript", "sup"),
          Map.entry("code", "code"));

  private final StringBuilder out = new StringBuilder();

  private Html() {}

  public static String of(List<XmlNode> nodes) {
    var html = new Html();
    html.blocks(nodes);
    return html.out.toString();
  }

  private void blocks(List<XmlNode> nodes) {
    for (var node : nodes) {
      switch (node) {
        case XmlNode.Element element -> element(element);
        case XmlNode.Text text -> text(text);
      }
    }
  }

  private void element(XmlNode.Element element) {
    switch (element.name()) {
      case Nodes.PARAGRAPH -> line("p", "", element);
      case Nodes.HEADING -> line("h" + Nodes.number(element, "level", 1, 6, 2), "", element);
      case Nodes.BULLETS, Nodes.TASKS -> block("ul", "", element);
      case Nodes.NUMBERS -> {
        int start = Nodes.number(element, "start", 0, 1_000_000, 1);
        block("ol", start == 1 ? "" : " start=\"" + start + "\"", element);
      }
      case Nodes.ITEM -> block("li", "", element);
      case Nodes.TASK -> {
        out.append("<li><input type=\"checkbox\" disabled");
        out.append(Nodes.isTrue(element, "checked") ? " checked>" : ">");
        blocks(element.children());
        out.append("</li>\n");
      }
      case Nodes.QUOTE -> block("blockquote", "", element);
      case Nodes.CODE -> {
        out.append("<pre><code>").append(escape(PlainText.inline(element.children()))).append("</code></pre>\n");
      }
      case Nodes.RULE -> out.append("<hr>\n");
      case Nodes.BREAK -> out.append("<br>");
      case Nodes.TABLE -> block("table", "", element);
      case Nodes.ROW -> block("tr", "", element);
      case Nodes.CELL -> block("td", spans(element), element);
      case Nodes.HEADER -> block("th", spans(element), element);
      case Nodes.MENTION -> out.append(escape(Nodes.mention(element)));
      case Nodes.IMAGE -> image(element);
      default -> blocks(element.children());
    }
  }

  private void line(String tag, String attributes, XmlNode.Element element) {
    out.append('<').append(tag).append(attributes).append('>');
    blocks(element.children());
    out.append("</").append(tag).append(">\n");
  }

  private void block(String tag, String attributes, XmlNode.Element element) {
    out.append('<').append(tag).append(attributes).append(">\n");
    blocks(element.children());
    out.append("</").append(tag).append(">\n");
  }

  private static String spans(XmlNode.Element cell) {
    return span(cell, "colspan") + span(cell, "rowspan");
  }

  private static String span(XmlNode.Element cell, String name) {
    int span = Nodes.number(cell, name, 1, 1000, 1);
    return span == 1 ? "" : " " + name + "=\"" + span + "\"";
  }

  private void image(XmlNode.Element element) {
    var alternative = Nodes.text(element, "alt");
    var source = Nodes.image(element);
    if (source.isEmpty()) {
      out.append(escape(alternative));
    } else {
      out.append("<img src=\"").append(escape(source)).append("\" alt=\"").append(escape(alternative)).append("\">");
    }
  }

  private void text(XmlNode.Text text) {
    for (var piece : text.delta()) {
      if (piece.insert() instanceof String letters) {
        var marks = Nodes.marks(piece);
        open(marks);
        out.append(escape(letters));
        close(marks);
      }
    }
  }

  private void open(Map<String, @Nullable Object> marks) {
    var link = Nodes.link(marks);
    if (!link.isEmpty()) {
      out.append("<a href=\"").append(escape(link)).append("\" rel=\"noopener noreferrer\">");
    }
    for (var mark : MARKS) {
      if (marks.containsKey(mark.getKey())) {
        out.append('<').append(mark.getValue()).append('>');
      }
    }
  }

  private void close(Map<String, @Nullable Object> marks) {
    for (var mark : MARKS.reversed()) {
      if (marks.containsKey(mark.getKey())) {
        out.append("</").append(mark.getValue()).append('>');
      }
    }
    if (!Nodes.link(marks).isEmpty()) {
      out.append("</a>");
    }
  }

  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
