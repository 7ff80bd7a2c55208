package org.amtsrunde.documents.export;

import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.documents.yjs.XmlNode;

/**
 * A document as OpenDocument text, version 1.3: styles by name, real lists, header rows that repeat, alternative texts, language and
 * title. The parts that are always the same stand in {@code odt-styles.xml}.
 */
public final class Odt {
  private static final String TYPE = "application/vnd.oasis.opendocument.text";
  private static final String NAMES = "urn:oasis:names:tc:opendocument:xmlns:";

  private final Xml body = new Xml();
  private final OdtStyles styles = new OdtStyles();
  private final Parcel parcel;
  private final Xml manifest = Xml.document();

  /** The styles of the lists that are open. */
  private final List<String> lists = new ArrayList<>();

  private int pictures;

  private Odt(Meta meta) {
    this.parcel = new Parcel(meta).store("mimetype", Parcel.ascii(TYPE));
  }

  /**
   * The file. The same input gives the same bytes; nothing is fetched from anywhere.
   *
   * @throws TooLarge beyond {@link Blocks#MOST_LETTERS} letters, where a node counts as {@link Blocks#NODE}, or 50 MiB
   */
  public static byte[] of(Meta meta, List<XmlNode> nodes) {
    return new Odt(meta).write(meta, Blocks.of(meta, nodes));
  }

  private byte[] write(Meta meta, List<Block> blocks) {
    manifest.open("manifest:manifest", "xmlns:manifest", NAMES + "manifest:1.0", "manifest:version", "1.3");
    entry("/", TYPE);
    for (var part : List.of("content.xml", "styles.xml", "meta.xml")) {
      entry(part, "text/xml");
    }
    if (!Blocks.beginWithTitle(blocks, meta)) {
      body.open("text:p", "text:style-name", "Title").text(meta.title()).close();
    }
    blocks(blocks, new Place("Text_20_body", 0, Paper.WIDTH));
    return parcel
        .add("content.xml", content())
        .add("styles.xml", Parcel.resource("odt-styles.xml", meta))
        .add("meta.xml", about(meta))
        .add("META-INF/manifest.xml", manifest)
        .bytes();
  }

  private void entry(String path, String type) {
    manifest.empty("manifest:file-entry", "manifest:full-path", path, "manifest:media-type", type);
  }

  private Xml content() {
    return Xml.document()
        .open(
            "office:document-content",
            "xmlns:office",
            NAMES + "office:1.0",
            "xmlns:style",
            NAMES + "style:1.0",
            "xmlns:text",
            NAMES + "text:1.0",
            "xmlns:table",
            NAMES + "table:1.0",
            "xmlns:draw",
            NAMES + "drawing:1.0",
            "xmlns:fo",
            NAMES + "xsl-fo-compatible:1.0",
            "xmlns:svg",
            NAMES + "svg-compatible:1.0",
            "xmlns:xlink",
            "http://www.w3.org/1999/xlink",
            "office:version",
            "1.3")
        .add(styles.automatic())
        .open("office:body")
        .open("office:text")
        .add(body);
  }

  private static Xml about(Meta meta) {
    return Xml.document()
        .open(
            "office:document-meta",
            "xmlns:office",
            NAMES + "office:1.0",
            "xmlns:meta",
            NAMES + "meta:1.0",
            "xmlns:dc",
            "http://purl.org/dc/elements/1.1/",
            "office:version",
            "1.3")
        .open("office:meta")
        .open("meta:generator")
        .text("Amtsrunde")
        .close()
        .open("dc:title")
        .text(meta.title())
        .close()
        .open("meta:creation-date")
        .text(meta.created().toString())
        .close()
        .open("dc:date")
        .text(meta.created().toString())
        .close()
        .open("dc:language")
        .text(meta.language())
        .close();
  }

  /**
   * Where blocks stand.
   *
   * @param style of paragraphs
   * @param quotes how many quotes they are in
   * @param room the width there is
   */
  private record Place(String style, int quotes, int room) {
    Place narrower() {
      return new Place(style, quotes, Math.max(room - Paper.INDENT, 100));
    }
  }

  private void blocks(List<Block> blocks, Place place) {
    for (var block : blocks) {
      switch (block) {
        case Block.Paragraph paragraph -> {
          body.open("text:p", "text:style-name", styles.paragraph(place.style, place.quotes));
          runs(paragraph.line(), place);
          body.close();
        }
        case Block.Heading heading -> {
          var level = Integer.toString(heading.level());
          body.open("text:h", "text:style-name", "Heading_20_" + level, "text:outline-level", level);
          runs(heading.line(), place);
          body.close();
        }
        case Block.Code code -> {
          body.open("text:p", "text:style-name", "Preformatted_20_Text");
          code(code.text());
          body.close();
        }
        case Block.Rule _ -> body.empty("text:p", "text:style-name", "Horizontal_20_Line");
        case Block.Quote quote ->
            blocks(quote.blocks(), new Place("Quotations", place.quotes + 1, place.room).narrower());
        case Block.Items items -> items(items, place);
        case Block.Table table -> tableBetween(table, place);
      }
    }
  }

  private void items(Block.Items items, Place place) {
    var inside = new Place(place.style.startsWith("Table") ? place.style : "List", 0, place.room).narrower();
    var style =
        switch (items.kind()) {
          case BULLETS -> "Bullets";
          case NUMBERS -> "Numbers";
          case TASKS -> "Tasks";
        };
    body.open("text:list", "text:style-name", style);
    lists.add(style);
    boolean isFirst = true;
    for (var item : items.items()) {
      if (isFirst && items.kind() == Block.Kind.NUMBERS && items.start() != 1) {
        body.open("text:list-item", "text:start-value", Integer.toString(items.start()));
      } else {
        body.open("text:list-item");
      }
      isFirst = false;
      if (items.kind() == Block.Kind.TASKS && item.blocks().getFirst() instanceof Block.Paragraph paragraph) {
        body.open("text:p", "text:style-name", inside.style).text(item.isDone() ? "☑" : "☐");
        spaced(" ");
        runs(paragraph.line(), inside);
        body.close();
        blocks(item.blocks().subList(1, item.blocks().size()), inside);
      } else {
        blocks(item.blocks(), inside);
      }
      body.close();
    }
    body.close();
    lists.removeLast();
  }

  /** An item holds no table: the lists around it end before, and go on behind without a sign. */
  private void tableBetween(Block.Table table, Place place) {
    var open = List.copyOf(lists);
    open.forEach(_ -> body.close().close());
    lists.clear();
    table(table, place);
    lists.addAll(open);
    for (var style : open) {
      body.open("text:list", "text:style-name", style, "text:continue-numbering", "true").open("text:list-header");
    }
  }

  private void table(Block.Table table, Place place) {
    var name = styles.table(table, place.room);
    body.open("table:table", "table:name", name, "table:style-name", name);
    for (int column = 0; column < table.shares().size(); column++) {
      body.empty("table:table-column", "table:style-name", name + "." + (column + 1));
    }
    for (int row = 0; row < table.rows().size(); row++) {
      if (row == 0 && table.headers() > 0) {
        body.open("table:table-header-rows");
      }
      body.open("table:table-row");
      table.rows().get(row).forEach(cell -> cell(table, cell, place.room));
      body.close();
      if (row + 1 == table.headers()) {
        body.close();
      }
    }
    body.close();
  }

  private void cell(Block.Table table, Block.Cell cell, int room) {
    int covered = cell.columns();
    if (!cell.isContinued()) {
      covered--;
      body.open(
          "table:table-cell",
          "table:style-name",
          cell.isHeader() ? "HeaderCell" : "Cell",
          "table:number-columns-spanned",
          Integer.toString(cell.columns()),
          "table:number-rows-spanned",
          Integer.toString(cell.rows()),
          "office:value-type",
          "string");
      var style = cell.isHeader() ? "Table_20_Heading" : "Table_20_Contents";
      blocks(cell.blocks(), new Place(style, 0, Paper.inside(room, table.share(cell))));
      body.close();
    }
    for (int i = 0; i < covered; i++) {
      body.empty("table:covered-table-cell");
    }
  }

  private void runs(List<Block.Run> line, Place place) {
    for (var run : line) {
      switch (run) {
        case Block.Words words -> words(words);
        case Block.Break _ -> body.empty("text:line-break");
        case Block.Figure figure -> figure(figure, place.room);
      }
    }
  }

  private void words(Block.Words words) {
    boolean isLink = !words.link().isEmpty();
    if (isLink) {
      body.open("text:a", "xlink:type", "simple", "xlink:href", words.link());
    }
    if (words.marks().isEmpty() && !isLink) {
      spaced(words.text());
    } else {
      body.open("text:span", "text:style-name", styles.text(words.marks(), isLink));
      spaced(words.text());
      body.close();
    }
    if (isLink) {
      body.close();
    }
  }

  private void code(String text) {
    boolean isFirst = true;
    for (var line : text.split("\n", -1)) {
      if (!isFirst) {
        body.empty("text:line-break");
      }
      isFirst = false;
      spaced(line);
    }
  }

  /** Blanks that follow one another are one in this format, unless they are counted. */
  private void spaced(String text) {
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\t') {
        at++;
        continue;
      }
      body.text(text.substring(from, at));
      int end = at + 1;
      while (c == ' ' && end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
      if (c == '\t') {
        body.empty("text:tab");
      } else if (at > 0 && end == at + 1 && end < text.length()) {
        body.text(" ");
      } else {
        body.empty("text:s", "text:c", Integer.toString(end - at));
      }
      from = end;
      at = end;
    }
    body.text(text.substring(from));
  }

  private void figure(Block.Figure figure, int room) {
    var picture = figure.picture();
    var size = picture.fit(room);
    var path = "Pictures/" + ++pictures + "." + picture.type().ending();
    parcel.store(path, picture.bytes());
    entry(path, picture.type().mime());
    body.open(
            "draw:frame",
            "draw:style-name",
            "Picture",
            "draw:name",
            "Bild " + pictures,
            "text:anchor-type",
            "as-char",
            "svg:width",
            Paper.centimetres(size.width()),
            "svg:height",
            Paper.centimetres(size.height()))
        .empty(
            "draw:image", "xlink:href", path, "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate", "onLoad")
        .open("svg:title")
        .text(figure.alternative())
        .close()
        .close();
  }
}
