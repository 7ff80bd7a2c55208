package org.amtsrunde.documents.export;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A document as the tree of an HTML page, for {@link Pdf} to lay out: the tags of the file are made of its elements. How it looks stands
 * in {@code page.css}.
 */
final class Page {
  /** Followed by the number of a picture. */
  static final String PICTURE = "picture:";

  private static final int MOST_HEAD = 600;

  private final Document document;
  private final List<Picture> pictures = new ArrayList<>();
  private final Meta meta;
  private Node at;
  private int headings;

  private Page(Meta meta) {
    this.meta = meta;
    try {
      this.document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has a DOM", e);
    }
    this.at = document;
  }

  static Page of(Meta meta, List<Block> blocks, String style) {
    var page = new Page(meta);
    page.open("html", "lang", meta.language()).open("head");
    page.open("title").text(meta.title()).close();
    page.open("meta", "name", "subject", "content", meta.title()).close();
    page.open("style").text(style).close().close().open("body");
    if (!Blocks.beginWithTitle(blocks, meta)) {
      page.headings = 1;
      page.open("h1", "class", "title").text(meta.title()).close();
    }
    page.blocks(blocks, Paper.WIDTH);
    return page;
  }

  Document document() {
    return document;
  }

  /** By the numbers in their addresses. */
  List<Picture> pictures() {
    return pictures;
  }

  private Page open(String name, String... attributes) {
    Element element = document.createElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      element.setAttribute(attributes[i], attributes[i + 1]);
    }
    at.appendChild(element);
    at = element;
    return this;
  }

  private Page close() {
    at = at.getParentNode();
    return this;
  }

  private Page text(String text) {
    at.appendChild(document.createTextNode(text));
    return this;
  }

  private void blocks(List<Block> blocks, int room) {
    for (var block : blocks) {
      switch (block) {
        case Block.Paragraph paragraph -> line("p", paragraph.line(), room);
        case Block.Heading heading -> {
          // A screen reader's list of headings has no gaps.
          headings = Math.min(heading.level(), headings + 1);
          line("h" + headings, heading.line(), room);
        }
        case Block.Code code -> open("p", "class", "code").text(code.text()).close();
        case Block.Rule _ -> open("div", "class", "rule").close();
        case Block.Quote quote -> {
          open("blockquote");
          blocks(quote.blocks(), room - Paper.INDENT);
          close();
        }
        case Block.Items items -> items(items, room - Paper.INDENT);
        case Block.Table table -> table(table, room);
      }
    }
  }

  private void line(String tag, List<Block.Run> line, int room) {
    if (!line.isEmpty()) {
      open(tag);
      runs(line, room);
      close();
    }
  }

  private void items(Block.Items items, int room) {
    switch (items.kind()) {
      case BULLETS -> open("ul");
      case NUMBERS -> open("ol", "start", Integer.toString(items.start()));
      case TASKS -> open("ul", "class", "tasks");
    }
    for (var item : items.items()) {
      open("li");
      if (items.kind() == Block.Kind.TASKS && item.blocks().getFirst() instanceof Block.Paragraph paragraph) {
        open("p");
        var word = item.isDone() ? meta.word("erledigt", "done") : meta.word("offen", "open");
        open("span", "class", "box", "title", word).text(item.isDone() ? "×" : "\u00a0").close().text(" ");
        runs(paragraph.line(), room);
        close();
        blocks(item.blocks().subList(1, item.blocks().size()), room);
      } else {
        blocks(item.blocks(), room);
      }
      close();
    }
    close();
  }

  private void table(Block.Table table, int room) {
    open("table");
    for (int share : table.shares()) {
      open("col", "style", "width:" + share / 10.0 + "%").close();
    }
    int headers = table.headers();
    // What stands in a head is painted again on each page, so it has to be short.
    boolean isRepeated = headers > 0 && isShort(table.rows().subList(0, headers));
    open(isRepeated ? "thead" : "tbody");
    for (int row = 0; row < table.rows().size(); row++) {
      if (isRepeated && row == headers) {
        close().open("tbody");
      }
      row(table, table.rows().get(row), row < headers, room);
    }
    close().close();
  }

  private static boolean isShort(List<List<Block.Cell>> rows) {
    int letters = 0;
    for (var row : rows) {
      for (var cell : row) {
        for (var block : cell.blocks()) {
          letters += block instanceof Block.Paragraph paragraph ? Blocks.words(paragraph.line()).length() : MOST_HEAD;
        }
      }
    }
    return rows.size() <= 4 && letters < MOST_HEAD;
  }

  private void row(Block.Table table, List<Block.Cell> row, boolean isHead, int room) {
    open("tr");
    for (var cell : row) {
      if (!cell.isContinued()) {
        open(cell.isHeader() ? "th" : "td");
        if (at instanceof Element element) {
          element.setAttribute("colspan", Integer.toString(cell.columns()));
          element.setAttribute("rowspan", Integer.toString(cell.rows()));
          element.setAttribute("scope", isHead ? "col" : "row");
        }
        blocks(cell.blocks(), Paper.inside(room, table.share(cell)));
        close();
      }
    }
    close();
  }

  private void runs(List<Block.Run> line, int room) {
    for (var run : line) {
      switch (run) {
        case Block.Words words -> words(words);
        case Block.Break _ -> open("br").close();
        case Block.Figure figure -> figure(figure, room);
      }
    }
  }

  private void words(Block.Words words) {
    int depth = words.marks().size();
    if (!words.link().isEmpty()) {
      depth++;
      open("a", "href", words.link(), "title", words.text().isBlank() ? words.link() : words.text().strip());
    }
    for (var mark : words.marks()) {
      switch (mark) {
        case BOLD -> open("strong");
        case ITALIC -> open("em");
        case STRIKE -> open("s");
        case HIGHLIGHT -> open("span", "class", "mark");
        case UNDERLINE -> open("u");
        case SUBSCRIPT -> open("sub");
        case SUPERSCRIPT -> open("sup");
        case CODE -> open("code");
      }
    }
    text(words.text());
    for (int i = 0; i < depth; i++) {
      close();
    }
  }

  private void figure(Block.Figure figure, int room) {
    if (!Pdf.canDraw(figure.picture())) {
      text(figure.alternative());
      return;
    }
    var size = figure.picture().fit(Math.max(room, 50));
    open(
            "img",
            "src",
            PICTURE + pictures.size(),
            "alt",
            figure.alternative(),
            "style",
            "width:" + Paper.centimetres(size.width()) + ";height:" + Paper.centimetres(size.height()))
        .close();
    pictures.add(figure.picture());
  }
}
