package org.amtsrunde.documents.export;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The styles of an OpenDocument text that only its content calls for, each written once. */
final class OdtStyles {
  private static final String LINE = "0.5pt solid #8a8f98";

  private final Xml xml = new Xml();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<Integer, String> quotes = new HashMap<>();
  private int tables;

  OdtStyles() {
    xml.open("office:automatic-styles");
    cell("Cell", "transparent");
    cell("HeaderCell", "#e9ecf1");
    xml.open("style:style", "style:name", "Picture", "style:family", "graphic")
        .empty(
            "style:graphic-properties",
            "style:vertical-pos",
            "top",
            "style:vertical-rel",
            "baseline",
            "fo:border",
            "none",
            "fo:padding",
            "0cm")
        .close();
  }

  private void cell(String name, String background) {
    xml.open("style:style", "style:name", name, "style:family", "table-cell")
        .empty(
            "style:table-cell-properties",
            "fo:border",
            LINE,
            "fo:padding",
            Paper.centimetres(Paper.PADDING / 2),
            "fo:background-color",
            background)
        .close();
  }

  /** The style of a paragraph with this one for its base; quotes in quotes move further. */
  String paragraph(String style, int depth) {
    return depth < 2 || !style.equals("Quotations")
        ? style
        : quotes.computeIfAbsent(
            depth,
            _ -> {
              var name = "Quote" + depth;
              xml.open(
                      "style:style",
                      "style:name",
                      name,
                      "style:family",
                      "paragraph",
                      "style:parent-style-name",
                      "Quotations")
                  .empty("style:paragraph-properties", "fo:margin-left", Paper.centimetres(Paper.INDENT * depth))
                  .close();
              return name;
            });
  }

  String text(Set<Block.Mark> marks, boolean isLink) {
    return texts.computeIfAbsent(marks + (isLink ? "link" : ""), _ -> write("T" + texts.size(), marks, isLink));
  }

  private String write(String name, Set<Block.Mark> marks, boolean isLink) {
    xml.open("style:style", "style:name", name, "style:family", "text");
    if (isLink) {
      xml.attribute("style:parent-style-name", "Internet_20_link");
    } else if (marks.contains(Block.Mark.CODE)) {
      xml.attribute("style:parent-style-name", "Source_20_Text");
    }
    xml.open("style:text-properties");
    for (var mark : Block.Mark.values()) {
      if (marks.contains(mark)) {
        property(mark);
      }
    }
    xml.close().close();
    return name;
  }

  private void property(Block.Mark mark) {
    switch (mark) {
      case BOLD -> xml.attribute("fo:font-weight", "bold");
      case ITALIC -> xml.attribute("fo:font-style", "italic");
      case UNDERLINE ->
          xml.attribute("style:text-underline-style", "solid")
              .attribute("style:text-underline-width", "auto")
              .attribute("style:text-underline-color", "font-color");
      case STRIKE -> xml.attribute("style:text-line-through-style", "solid");
      case HIGHLIGHT -> xml.attribute("fo:background-color", "#fff1a8");
      case SUBSCRIPT -> xml.attribute("style:text-position", "sub 58%");
      case SUPERSCRIPT -> xml.attribute("style:text-position", "super 58%");
      case CODE -> xml.attribute("fo:font-family", "Liberation Mono");
    }
  }

  /** @return the name of the table and of its style; those of its columns are that name, a point and a number from 1 */
  String table(Block.Table table, int width) {
    var name = "Table" + ++tables;
    xml.open("style:style", "style:name", name, "style:family", "table")
        .empty(
            "style:table-properties",
            "style:width",
            Paper.centimetres(width),
            "table:align",
            "right",
            "fo:margin-top",
            "0.2cm",
            "fo:margin-bottom",
            "0.4cm",
            "table:border-model",
            "collapsing")
        .close();
    for (int column = 0; column < table.shares().size(); column++) {
      xml.open("style:style", "style:name", name + "." + (column + 1), "style:family", "table-column")
          .empty(
              "style:table-column-properties",
              "style:column-width",
              Paper.centimetres(width * table.shares().get(column) / 1000))
          .close();
    }
    return name;
  }

  Xml automatic() {
    return xml.close();
  }
}
