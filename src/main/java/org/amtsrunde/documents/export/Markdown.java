package org.amtsrunde.documents.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/** A document as Markdown: CommonMark 0.31 with the tables, tasks and strikethrough of GitHub's flavour. */
public final class Markdown {
  private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]<>|~]|&(?=#?\\w+;)");
  private static final Pattern LINE_START = Pattern.compile("(?m)^(\\s*\\d*)([#+.)-])(?=[\\s-]|$)");

  private Markdown() {}

  public static String of(List<XmlNode> nodes) {
    return blocks(nodes) + (nodes.isEmpty() ? "" : "\n");
  }

  private static String blocks(List<XmlNode> nodes) {
    if (!nodes.isEmpty() && nodes.stream().allMatch(Nodes::isInline)) {
      return inline(nodes);
    }
    var parts = new ArrayList<String>();
    for (var node : nodes) {
      var part = node instanceof XmlNode.Element element ? block(element) : inline(List.of(node));
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join("\n\n", parts);
  }

  private static String block(XmlNode.Element element) {
    var children = element.children();
    return switch (element.name()) {
      case Nodes.PARAGRAPH -> LINE_START.matcher(inline(children)).replaceAll("$1\\\\$2");
      case Nodes.HEADING -> "#".repeat(Nodes.number(element, "level", 1, 6, 2)) + " " + oneLine(inline(children));
      case Nodes.BULLETS, Nodes.TASKS -> items(children, -1);
      case Nodes.NUMBERS -> items(children, Nodes.number(element, "start", 0, 1_000_000, 1));
      case Nodes.QUOTE -> "> " + blocks(children).replace("\n", "\n> ");
      case Nodes.CODE -> code(element);
      case Nodes.RULE -> "---";
      case Nodes.TABLE -> table(children);
      default -> blocks(children);
    };
  }

  private static String items(List<XmlNode> items, int start) {
    var lines = new ArrayList<String>();
    int number = start;
    for (var node : items) {
      if (node instanceof XmlNode.Element item) {
        var sign = start < 0 ? "- " : number++ + ". ";
        var task = item.name().equals(Nodes.TASK) ? Nodes.isTrue(item, "checked") ? "[x] " : "[ ] " : "";
        var indent = "\n" + " ".repeat(sign.length());
        lines.add(sign + task + blocks(item.children()).replace("\n", indent).replace(indent + "\n", "\n\n"));
      }
    }
    return String.join("\n", lines);
  }

  private static String code(XmlNode.Element element) {
    var code = PlainText.inline(element.children());
    var fence = "```";
    while (code.contains(fence)) {
      fence += "`";
    }
    return fence + Nodes.text(element, "language").replaceAll("\\W", "") + "\n" + code + "\n" + fence;
  }

  private static String table(List<XmlNode> rows) {
    var lines = new ArrayList<String>();
    for (var node : rows) {
      if (node instanceof XmlNode.Element row) {
        var cells = row.children().stream().map(cell -> oneLine(blocks(List.of(cell)))).toList();
        lines.add("| " + String.join(" | ", cells) + " |");
        if (lines.size() == 1) {
          lines.add("|" + " --- |".repeat(cells.size()));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\\\?\\s*\n\\s*", " ");
  }

  private static String inline(List<XmlNode> nodes) {
    var line = new StringBuilder();
    for (var node : nodes) {
      switch (node) {
        case XmlNode.Text text -> text.delta().forEach(piece -> line.append(piece(piece)));
        case XmlNode.Element element ->
            line.append(
                switch (element.name()) {
                  case Nodes.BREAK -> "\\\n";
                  case Nodes.MENTION -> escape(Nodes.mention(element));
                  case Nodes.IMAGE -> image(element);
                  default -> inline(element.children());
                });
      }
    }
    return line.toString();
  }

  private static String image(XmlNode.Element element) {
    var alternative = escape(Nodes.text(element, "alt"));
    var source = Nodes.image(element);
    return source.isEmpty() ? alternative : "![" + alternative + "](<" + source + ">)";
  }

  private static String piece(Delta piece) {
    if (!(piece.insert() instanceof String text)) {
      return "";
    }
    var marks = Nodes.marks(piece);
    if (marks.containsKey("code")) {
      return linked(codeSpan(text), marks);
    }
    // Marks bind only to letters: blanks at the edges stay outside.
    var letters = text.strip();
    if (letters.isEmpty()) {
      return text;
    }
    int at = text.indexOf(letters);
    var marked = marked(escape(letters), marks);
    return text.substring(0, at) + linked(marked, marks) + text.substring(at + letters.length());
  }

  private static String marked(String text, Map<String, @Nullable Object> marks) {
    var marked = text;
    if (marks.containsKey("strike")) {
      marked = "~~" + marked + "~~";
    }
    if (marks.containsKey("italic")) {
      marked = "*" + marked + "*";
    }
    return marks.containsKey("bold") ? "**" + marked + "**" : marked;
  }

  private static String codeSpan(String text) {
    var fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? fence + text + fence : fence + " " + text + " " + fence;
  }

  private static String linked(String text, Map<String, @Nullable Object> marks) {
    var link = Nodes.link(marks);
    return link.isEmpty() ? text : "[" + text + "](<" + link.replaceAll("[<>\\n]", "") + ">)";
  }

  private static String escape(String text) {
    return SIGNS.matcher(text).replaceAll("\\\\$0");
  }
}
