package org.amtsrunde.documents.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Makes of Markdown the tree that the editor keeps: CommonMark with the tables and tasks of GitHub's flavour. What the editor has no
 * node for, such as HTML, is left out. Stateless; the same text gives the same tree.
 */
public final class MarkdownNodes {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create(), TaskListItemsExtension.create())).build();
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final Map<String, String> values;

  private MarkdownNodes(Map<String, String> values) {
    this.values = values;
  }

  /** @param values what stands for {@code {{name}}} in the letters; it is not read as Markdown */
  public static List<XmlNode> of(String markdown, Map<String, String> values) {
    return new MarkdownNodes(values).blocks(PARSER.parse(markdown));
  }

  private List<XmlNode> blocks(Node parent) {
    var blocks = new ArrayList<XmlNode>();
    for (var node : children(parent)) {
      switch (node) {
        case Heading heading ->
            blocks.add(element("heading", Map.of("level", (long) heading.getLevel()), inline(node)));
        case Paragraph paragraph -> blocks.add(element("paragraph", Map.of(), inline(paragraph)));
        case BlockQuote quote -> blocks.add(element("blockquote", Map.of(), blocks(quote)));
        case BulletList list -> blocks.add(list(list));
        case OrderedList list -> blocks.add(element("orderedList", Map.of("start", (long) first(list)), blocks(list)));
        case ListItem item -> blocks.add(element("listItem", Map.of(), blocks(item)));
        case ThematicBreak rule -> blocks.add(element("horizontalRule", Map.of(), List.of()));
        case FencedCodeBlock code ->
            blocks.add(element("codeBlock", Map.of(), List.of(text(code.getLiteral().stripTrailing(), Map.of()))));
        case TableBlock table -> blocks.add(table(table));
        default -> {}
      }
    }
    return blocks;
  }

  private static int first(OrderedList list) {
    var number = list.getMarkerStartNumber();
    return number == null ? 1 : number;
  }

  /** A list of tasks is one whose every item has a box. */
  private XmlNode list(BulletList list) {
    var items = children(list);
    if (!items.stream().allMatch(item -> item.getFirstChild() instanceof TaskListItemMarker)) {
      return element("bulletList", Map.of(), blocks(list));
    }
    return element(
        "taskList",
        Map.of(),
        items.stream()
            .map(item ->
                element(
                    "taskItem",
                    Map.of("checked", item.getFirstChild() instanceof TaskListItemMarker box && box.isChecked()),
                    blocks(item)))
            .toList());
  }

  private XmlNode table(TableBlock table) {
    var rows = new ArrayList<XmlNode>();
    for (var part : children(table)) {
      for (var row : children(part)) {
        if (row instanceof TableRow) {
          rows.add(element("tableRow", Map.of(), children(row).stream().map(cell -> cell((TableCell) cell)).toList()));
        }
      }
    }
    return element("table", Map.of(), rows);
  }

  private XmlNode cell(TableCell cell) {
    return element(
        cell.isHeader() ? "tableHeader" : "tableCell", Map.of(), List.of(element("paragraph", Map.of(), inline(cell))));
  }

  // Within a line.

  private List<XmlNode> inline(Node parent) {
    var line = new ArrayList<XmlNode>();
    var run = new ArrayList<Delta>();
    inline(parent, Map.of(), run, line);
    end(run, line);
    return line;
  }

  private void inline(Node parent, Map<String, @Nullable Object> marks, List<Delta> run, List<XmlNode> line) {
    for (var node : children(parent)) {
      switch (node) {
        case Text text -> run.add(new Delta(fill(text.getLiteral()), marks));
        case Code code -> run.add(new Delta(code.getLiteral(), with(marks, "code", Map.of())));
        case StrongEmphasis strong -> inline(strong, with(marks, "bold", Map.of()), run, line);
        case Emphasis emphasis -> inline(emphasis, with(marks, "italic", Map.of()), run, line);
        case Link link -> inline(link, with(marks, "link", Map.of("href", link.getDestination())), run, line);
        case SoftLineBreak blank -> run.add(new Delta(" ", marks));
        case HardLineBreak cut -> {
          end(run, line);
          line.add(element("hardBreak", Map.of(), List.of()));
        }
        default -> {}
      }
    }
  }

  private static void end(List<Delta> run, List<XmlNode> line) {
    if (!run.isEmpty()) {
      line.add(new XmlNode.Text(List.copyOf(run)));
      run.clear();
    }
  }

  private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> marks, String name, Object value) {
    var more = new TreeMap<String, @Nullable Object>(marks);
    more.put(name, value);
    return more;
  }

  private String fill(String letters) {
    return PLACE
        .matcher(letters)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  private static XmlNode text(String text, Map<String, @Nullable Object> marks) {
    return new XmlNode.Text(List.of(new Delta(text, marks)));
  }

  private static XmlNode element(String name, Map<String, @Nullable Object> attributes, List<XmlNode> children) {
    return new XmlNode.Element(name, attributes, children);
  }

  private static List<Node> children(Node parent) {
    var children = new ArrayList<Node>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }
}
