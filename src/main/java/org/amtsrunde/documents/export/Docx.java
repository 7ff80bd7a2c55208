package org.amtsrunde.documents.export;

import java.util.List;
import java.util.Set;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * A document as Office Open XML (transitional, as Word writes it): styles by name, real lists, tasks with boxes to tick, header rows
 * that repeat, alternative texts, language and title. {@link DocxParts} writes the files beside the text.
 */
public final class Docx {
  private final Xml body = new Xml();
  private final DocxParts parts;

  /** The sign that the next paragraph carries. */
  private @Nullable Sign sign;

  private Docx(Meta meta) {
    this.parts = new DocxParts(meta);
  }

  /**
   * The file. The same input gives the same bytes; nothing is fetched from anywhere.
   *
   * @throws TooLarge beyond {@link Blocks#MOST_LETTERS} letters, where a node counts as {@link Blocks#NODE}, or 50 MiB
   */
  public static byte[] of(Meta meta, List<XmlNode> nodes) {
    return new Docx(meta).write(meta, Blocks.of(meta, nodes));
  }

  private byte[] write(Meta meta, List<Block> blocks) {
    if (!Blocks.beginWithTitle(blocks, meta)) {
      paragraph("Title", List.of(new Block.Words(meta.title(), Set.of(), "")), Place.PAGE);
    }
    blocks(blocks, Place.PAGE);
    return parts.document(body);
  }

  /** @param number of the list, see {@link DocxParts#list} */
  private record Sign(int number, int level, Block.@Nullable Item task) {}

  /**
   * Where blocks stand.
   *
   * @param style of paragraphs
   * @param indent from the left
   * @param room the width there is
   * @param lists how many lists they are in
   */
  private record Place(String style, int indent, int room, int lists) {
    static final Place PAGE = new Place("BodyText", 0, Paper.WIDTH, 0);

    Place in(String inner, int list) {
      return new Place(inner, indent + Paper.INDENT, Math.max(room - Paper.INDENT, 100), lists + list);
    }
  }

  private void blocks(List<Block> blocks, Place place) {
    for (var block : blocks) {
      switch (block) {
        case Block.Paragraph paragraph -> paragraph(place.style, paragraph.line(), place);
        case Block.Heading heading -> paragraph("Heading" + heading.level(), heading.line(), place);
        case Block.Code code -> {
          open("Code", place);
          code(code.text());
          body.close();
        }
        case Block.Rule _ -> {
          open("Rule", place);
          body.close();
        }
        case Block.Quote quote -> blocks(quote.blocks(), place.in("Quote", 0));
        case Block.Items items -> items(items, place);
        case Block.Table table -> table(table, place);
      }
    }
  }

  private void paragraph(String style, List<Block.Run> line, Place place) {
    open(style, place);
    runs(line, place.room);
    body.close();
  }

  /** Leaves the paragraph open. */
  private void open(String style, Place place) {
    body.open("w:p").open("w:pPr").empty("w:pStyle", "w:val", style);
    var carried = sign;
    sign = null;
    if (carried != null) {
      body.open("w:numPr")
          .empty("w:ilvl", "w:val", Integer.toString(carried.level))
          .empty("w:numId", "w:val", Integer.toString(carried.number))
          .close()
          .empty("w:ind", "w:left", Paper.twips(place.indent), "w:hanging", Paper.twips(Paper.INDENT));
    } else if (place.indent > 0) {
      body.empty("w:ind", "w:left", Paper.twips(place.indent));
    }
    body.close();
    if (carried != null && carried.task != null) {
      parts.box(body, carried.task.isDone());
    }
  }

  private void items(Block.Items items, Place place) {
    int level = Math.min(place.lists, 8);
    int number = parts.list(items, level);
    var inside = place.in(place.style.startsWith("Table") ? place.style : "ListParagraph", 1);
    for (var item : items.items()) {
      sign = new Sign(number, level, items.kind() == Block.Kind.TASKS ? item : null);
      blocks(item.blocks(), inside);
    }
  }

  private void table(Block.Table table, Place place) {
    body.open("w:tbl")
        .open("w:tblPr")
        .empty("w:tblStyle", "w:val", "TableGrid")
        .empty("w:tblW", "w:w", Paper.twips(place.room), "w:type", "dxa")
        .empty("w:tblInd", "w:w", Paper.twips(place.indent), "w:type", "dxa")
        .empty("w:tblLayout", "w:type", "fixed")
        .empty("w:tblLook", "w:val", table.headers() > 0 ? "0020" : "0000")
        .close()
        .open("w:tblGrid");
    for (int share : table.shares()) {
      body.empty("w:gridCol", "w:w", Paper.twips(place.room * share / 1000));
    }
    body.close();
    for (int row = 0; row < table.rows().size(); row++) {
      body.open("w:tr");
      if (row < table.headers()) {
        body.open("w:trPr").empty("w:cantSplit").empty("w:tblHeader").close();
      }
      table.rows().get(row).forEach(cell -> cell(table, cell, place.room));
      body.close();
    }
    body.close();
    // Else Word takes two tables for one; and a cell ends with a paragraph.
    body.open("w:p").open("w:pPr").empty("w:pStyle", "w:val", "AfterTable").close().close();
  }

  private void cell(Block.Table table, Block.Cell cell, int room) {
    int share = table.share(cell);
    body.open("w:tc").open("w:tcPr").empty("w:tcW", "w:w", Paper.twips(room * share / 1000), "w:type", "dxa");
    if (cell.columns() > 1) {
      body.empty("w:gridSpan", "w:val", Integer.toString(cell.columns()));
    }
    if (cell.rows() > 1) {
      body.empty("w:vMerge", "w:val", cell.isContinued() ? "continue" : "restart");
    }
    if (cell.isHeader()) {
      body.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", "E9ECF1");
    }
    body.close();
    var style = cell.isHeader() ? "TableHeading" : "TableContents";
    blocks(cell.blocks(), new Place(style, 0, Paper.inside(room, share), 0));
    body.close();
  }

  private void runs(List<Block.Run> line, int room) {
    for (var run : line) {
      switch (run) {
        case Block.Words words when words.link().isEmpty() -> words(words);
        case Block.Words words -> {
          body.open("w:hyperlink", "r:id", parts.link(words.link()), "w:history", "1");
          words(words);
          body.close();
        }
        case Block.Break _ -> body.open("w:r").empty("w:br").close();
        case Block.Figure figure -> parts.figure(body, figure, room);
      }
    }
  }

  private void words(Block.Words words) {
    body.open("w:r");
    boolean isLink = !words.link().isEmpty();
    if (isLink || !words.marks().isEmpty()) {
      body.open("w:rPr");
      boolean isCode = words.marks().contains(Block.Mark.CODE);
      if (isLink || isCode) {
        body.empty("w:rStyle", "w:val", isLink ? "Hyperlink" : "CodeText");
      }
      if (isLink && isCode) {
        body.empty("w:rFonts", "w:ascii", "Courier New", "w:hAnsi", "Courier New", "w:cs", "Courier New");
      }
      // In the order of the schema, which is the order of the marks.
      for (var mark : Block.Mark.values()) {
        if (words.marks().contains(mark)) {
          property(mark);
        }
      }
      body.close();
    }
    tabbed(words.text());
    body.close();
  }

  private void property(Block.Mark mark) {
    switch (mark) {
      case BOLD -> body.empty("w:b").empty("w:bCs");
      case ITALIC -> body.empty("w:i").empty("w:iCs");
      case STRIKE -> body.empty("w:strike");
      case HIGHLIGHT -> body.empty("w:highlight", "w:val", "yellow");
      case UNDERLINE -> body.empty("w:u", "w:val", "single");
      case SUBSCRIPT -> body.empty("w:vertAlign", "w:val", "subscript");
      case SUPERSCRIPT -> body.empty("w:vertAlign", "w:val", "superscript");
      case CODE -> {}
    }
  }

  private void code(String text) {
    body.open("w:r");
    boolean isFirst = true;
    for (var line : text.split("\n", -1)) {
      if (!isFirst) {
        body.empty("w:br");
      }
      isFirst = false;
      tabbed(line);
    }
    body.close();
  }

  private void tabbed(String text) {
    int from = 0;
    for (int at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', from)) {
      letters(text.substring(from, at));
      body.empty("w:tab");
      from = at + 1;
    }
    letters(text.substring(from));
  }

  private void letters(String text) {
    if (!text.isEmpty()) {
      body.open("w:t", "xml:space", "preserve").text(text).close();
    }
  }
}
