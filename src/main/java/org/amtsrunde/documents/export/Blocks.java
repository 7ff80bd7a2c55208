package org.amtsrunde.documents.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;

/**
 * Makes an orderly document of the editor's tree. Every word of the tree is in it, in the same order; what cannot stand where it stands
 * in the tree stands as a paragraph of its own.
 *
 * <p>Bounds: what is nested deeper than {@link #MOST_DEPTH} stands as paragraphs on that level; {@link TooLarge} beyond
 * {@link #MOST_LETTERS} letters, where a node counts as {@link #NODE}; pictures beyond {@link #MOST_PICTURES} bytes in all are left
 * out for their alternative text.
 */
final class Blocks {
  static final int MOST_DEPTH = 12;
  static final int MOST_LETTERS = 2_000_000;
  static final int NODE = 8;
  private static final int MOST_PICTURES = 30 << 20;

  private static final Set<String> KNOWN =
      Set.of(
          Nodes.PARAGRAPH,
          Nodes.HEADING,
          Nodes.BULLETS,
          Nodes.NUMBERS,
          Nodes.ITEM,
          Nodes.TASKS,
          Nodes.TASK,
          Nodes.QUOTE,
          Nodes.CODE,
          Nodes.RULE,
          Nodes.TABLE,
          Nodes.ROW,
          Nodes.CELL,
          Nodes.HEADER);

  private static final Map<String, Block.Mark> MARKS =
      Map.of(
          "bold", Block.Mark.BOLD,
          "italic", Block.Mark.ITALIC,
          "underline", Block.Mark.UNDERLINE,
          "strike", Block.Mark.STRIKE,
          "highlight", Block.Mark.HIGHLIGHT,
          "subscript", Block.Mark.SUBSCRIPT,
          "superscript", Block.Mark.SUPERSCRIPT,
          "code", Block.Mark.CODE);

  /** Where the children of an element end. */
  private static final XmlNode END = new XmlNode.Element("", Map.of(), List.of());

  private final Meta meta;
  private final int most;
  private int letters;
  private int pictures;

  private Blocks(Meta meta, int most) {
    this.meta = meta;
    this.most = most;
  }

  static List<Block> of(Meta meta, List<XmlNode> nodes) {
    return of(meta, nodes, MOST_LETTERS);
  }

  /** @param most letters, at most {@link #MOST_LETTERS} */
  static List<Block> of(Meta meta, List<XmlNode> nodes, int most) {
    return new Blocks(meta, most).blocks(nodes, 0);
  }

  /** Whether the document itself begins with its title. */
  static boolean beginWithTitle(List<Block> blocks, Meta meta) {
    return !blocks.isEmpty()
        && blocks.getFirst() instanceof Block.Heading heading
        && words(heading.line()).strip().equals(meta.title());
  }

  /** The letters of a line. */
  static String words(List<Block.Run> line) {
    var words = new StringBuilder();
    for (var run : line) {
      switch (run) {
        case Block.Words letters -> words.append(letters.text());
        case Block.Break _ -> words.append('\n');
        case Block.Figure figure -> words.append(figure.alternative());
      }
    }
    return words.toString();
  }

  List<Block> blocks(List<XmlNode> nodes, int depth) {
    var out = new ArrayList<Block>();
    if (depth > MOST_DEPTH) {
      flat(nodes).forEach(text -> out.add(paragraph(text)));
      return out;
    }
    var line = new ArrayList<Block.Run>();
    for (var node : nodes) {
      boolean standsAlone = node instanceof XmlNode.Element element && element.name().equals(Nodes.IMAGE);
      if (standsAlone || !Nodes.isInline(node)) {
        flush(line, out);
      }
      if (!Nodes.isInline(node)) {
        block((XmlNode.Element) node, depth, out);
      } else {
        run(node, depth, line);
      }
      if (standsAlone) {
        flush(line, out);
      }
    }
    flush(line, out);
    return out;
  }

  private static void flush(List<Block.Run> line, List<Block> out) {
    if (!line.isEmpty()) {
      out.add(new Block.Paragraph(List.copyOf(line)));
      line.clear();
    }
  }

  private void block(XmlNode.Element element, int depth, List<Block> out) {
    var children = element.children();
    count(NODE);
    switch (element.name()) {
      case Nodes.PARAGRAPH, Nodes.HEADING -> {
        if (children.stream().anyMatch(child -> holdsBlocks(child, depth))) {
          out.addAll(blocks(children, depth + 1));
        } else {
          out.add(line(element, depth));
        }
      }
      case Nodes.BULLETS -> items(Block.Kind.BULLETS, element, depth, out);
      case Nodes.NUMBERS -> items(Block.Kind.NUMBERS, element, depth, out);
      case Nodes.TASKS -> items(Block.Kind.TASKS, element, depth, out);
      case Nodes.QUOTE -> {
        var quoted = blocks(children, depth + 1);
        if (!quoted.isEmpty()) {
          out.add(new Block.Quote(quoted));
        }
      }
      case Nodes.CODE -> out.add(new Block.Code(String.join("\n", flat(children))));
      case Nodes.RULE -> {
        out.add(new Block.Rule());
        out.addAll(blocks(children, depth + 1));
      }
      // Tables are wide and costly: only a few within one another.
      case Nodes.TABLE -> out.addAll(new Grid(this, depth + MOST_DEPTH / 3).of(element));
      default -> out.addAll(blocks(children, depth + 1));
    }
  }

  private Block line(XmlNode.Element element, int depth) {
    var line = new ArrayList<Block.Run>();
    element.children().forEach(child -> run(child, depth, line));
    return element.name().equals(Nodes.HEADING) && !words(line).isBlank()
        ? new Block.Heading(Nodes.number(element, "level", 1, 6, 2), line)
        : new Block.Paragraph(line);
  }

  private void items(Block.Kind kind, XmlNode.Element list, int depth, List<Block> out) {
    var items = new ArrayList<Block.Item>();
    for (var node : list.children()) {
      count(NODE);
      boolean isItem =
          node instanceof XmlNode.Element item && (item.name().equals(Nodes.ITEM) || item.name().equals(Nodes.TASK));
      var children = isItem ? ((XmlNode.Element) node).children() : List.of(node);
      var blocks = blocks(children, depth + 1);
      if (blocks.isEmpty() || !(blocks.getFirst() instanceof Block.Paragraph)) {
        blocks.addFirst(new Block.Paragraph(List.of()));
      }
      items.add(new Block.Item(isItem && Nodes.isTrue((XmlNode.Element) node, "checked"), blocks));
    }
    if (!items.isEmpty()) {
      out.add(new Block.Items(kind, Nodes.number(list, "start", 0, 30_000, 1), items));
    }
  }

  /** Whether a node that is not known, or what is in it, breaks a line. */
  private static boolean holdsBlocks(XmlNode node, int depth) {
    if (!(node instanceof XmlNode.Element element) || Nodes.isInline(node)) {
      return false;
    }
    return KNOWN.contains(element.name())
        || depth > MOST_DEPTH
        || element.children().stream().anyMatch(child -> holdsBlocks(child, depth + 1));
  }

  private void run(XmlNode node, int depth, List<Block.Run> line) {
    count(NODE);
    switch (node) {
      case XmlNode.Text text -> text.delta().forEach(piece -> words(piece, line));
      case XmlNode.Element element -> {
        switch (element.name()) {
          case Nodes.BREAK -> line.add(new Block.Break());
          case Nodes.MENTION -> plain(Nodes.mention(element), line);
          case Nodes.IMAGE -> image(element, line);
          default -> element.children().forEach(child -> run(child, depth + 1, line));
        }
      }
    }
  }

  private void words(Delta piece, List<Block.Run> line) {
    if (piece.insert() instanceof String letters) {
      count(NODE);
      var text = oneLine(letters);
      if (!text.isEmpty()) {
        var marks = Nodes.marks(piece);
        var set = EnumSet.noneOf(Block.Mark.class);
        marks
            .keySet()
            .forEach(name -> {
              var mark = MARKS.get(name);
              if (mark != null) {
                set.add(mark);
              }
            });
        if (set.contains(Block.Mark.SUPERSCRIPT)) {
          set.remove(Block.Mark.SUBSCRIPT);
        }
        line.add(new Block.Words(text, set, Addresses.absolute(Nodes.link(marks))));
      }
    }
  }

  private void plain(String letters, List<Block.Run> line) {
    var text = oneLine(letters);
    if (!text.isEmpty()) {
      line.add(new Block.Words(text, Set.of(), ""));
    }
  }

  private String oneLine(String letters) {
    count(letters.length());
    return Xml.clean(letters).replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
  }

  private void image(XmlNode.Element element, List<Block.Run> line) {
    var alternative = oneLine(Nodes.text(element, "alt"));
    var picture = Picture.of(Nodes.image(element));
    if (picture == null || pictures + picture.bytes().length > MOST_PICTURES) {
      plain(alternative, line);
    } else {
      pictures += picture.bytes().length;
      var words =
          alternative.isBlank() ? meta.word("Bild ohne Beschreibung", "Image without description") : alternative;
      line.add(new Block.Figure(picture, words));
    }
  }

  /** The words of nodes that are too deep or stand in code, without recursion: one text for each block that held some. */
  private List<String> flat(List<XmlNode> nodes) {
    var texts = new ArrayList<String>();
    var text = new StringBuilder();
    var todo = new ArrayDeque<XmlNode>(nodes);
    while (!todo.isEmpty()) {
      count(NODE);
      switch (todo.pop()) {
        case XmlNode.Text run ->
            run.delta().forEach(piece -> text.append(piece.insert() instanceof String letters ? letters : ""));
        case XmlNode.Element element -> {
          switch (element.name()) {
            case Nodes.BREAK -> text.append('\n');
            case Nodes.MENTION -> text.append(Nodes.mention(element));
            case Nodes.IMAGE -> text.append(Nodes.text(element, "alt"));
            default -> {
              flush(text, texts);
              if (!element.children().isEmpty()) {
                todo.push(END);
                element.children().reversed().forEach(todo::push);
              }
            }
          }
        }
      }
    }
    flush(text, texts);
    return texts;
  }

  private void flush(StringBuilder text, List<String> texts) {
    if (!text.isEmpty()) {
      count(text.length());
      texts.add(Xml.clean(text.toString()).replace("\r\n", "\n").replace('\r', '\n'));
      text.setLength(0);
    }
  }

  private static Block paragraph(String text) {
    var line = new ArrayList<Block.Run>();
    for (var part : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        line.add(new Block.Break());
      }
      line.add(new Block.Words(part, Set.of(), ""));
    }
    return new Block.Paragraph(line);
  }

  /** What has to be written is paid here, so that no tree of any shape makes an endless document. */
  void count(int cost) {
    letters += cost;
    if (letters > most || letters < 0) {
      throw new TooLarge("more than " + most + " letters");
    }
  }
}
