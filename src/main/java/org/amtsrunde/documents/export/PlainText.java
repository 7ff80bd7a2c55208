package org.amtsrunde.documents.export;

import java.util.List;
import org.amtsrunde.documents.yjs.XmlNode;

/** A document as text: what a search reads, and a quick look. One line for each paragraph, an empty one between blocks. */
public final class PlainText {
  private final StringBuilder out = new StringBuilder();

  private PlainText() {}

  public static String of(List<XmlNode> nodes) {
    var text = new PlainText();
    text.blocks(nodes, "");
    return text.out.toString();
  }

  /** The letters of a line. */
  static String inline(List<XmlNode> nodes) {
    var line = new StringBuilder();
    for (var node : nodes) {
      switch (node) {
        case XmlNode.Text text ->
            text.delta().forEach(piece -> line.append(piece.insert() instanceof String letters ? letters : ""));
        case XmlNode.Element element ->
            line.append(
                switch (element.name()) {
                  case Nodes.BREAK -> "\n";
                  case Nodes.MENTION -> Nodes.mention(element);
                  case Nodes.IMAGE -> Nodes.text(element, "alt");
                  default -> inline(element.children());
                });
      }
    }
    return line.toString();
  }

  private void blocks(List<XmlNode> nodes, String indent) {
    if (!nodes.isEmpty() && nodes.stream().allMatch(Nodes::isInline)) {
      line(indent, inline(nodes));
      return;
    }
    int number = 0;
    for (var node : nodes) {
      number++;
      if (node instanceof XmlNode.Element element) {
        block(element, indent, number);
      } else {
        line(indent, inline(List.of(node)));
      }
    }
  }

  private void block(XmlNode.Element element, String indent, int number) {
    switch (element.name()) {
      case Nodes.ITEM -> item(element, indent, "- ");
      case Nodes.TASK -> item(element, indent, Nodes.isTrue(element, "checked") ? "[x] " : "[ ] ");
      case Nodes.NUMBERS -> {
        int next = Nodes.number(element, "start", 0, 1_000_000, 1);
        for (var child : element.children()) {
          if (child instanceof XmlNode.Element item) {
            item(item, indent, next++ + ". ");
          }
        }
      }
      case Nodes.ROW ->
          line(
              indent,
              String.join(
                  " | ", element.children().stream().map(cell -> inline(List.of(cell)).replace('\n', ' ')).toList()));
      case Nodes.RULE -> line(indent, "---");
      default -> {
        if (number > 1 && !out.isEmpty() && !indent.startsWith(" ")) {
          out.append('\n');
        }
        blocks(element.children(), indent);
      }
    }
  }

  private void item(XmlNode.Element item, String indent, String sign) {
    int at = out.length();
    blocks(item.children(), indent + " ".repeat(sign.length()));
    int from = at + indent.length();
    if (out.length() >= from + sign.length()) {
      out.replace(from, from + sign.length(), sign);
    } else {
      line(indent, sign.strip());
    }
  }

  private void line(String indent, String text) {
    out.append(indent).append(text.replace("\n", "\n" + indent)).append('\n');
  }
}
