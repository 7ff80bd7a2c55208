package org.amtsrunde.documents.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes a rectangle of a table: each row has a cell for each column, spans stay inside and do not overlap. At most
 * {@link #MOST_COLUMNS} columns, which is what Word opens; what would stand beyond is added to the cell before.
 */
final class Grid {
  static final int MOST_COLUMNS = 63;

  private static final int NARROW = 8;
  private static final int WIDE = 60;

  /** A cell while its place is looked for. */
  private record Draft(int row, int column, int columns, int rows, boolean isHeader, List<Block> blocks) {}

  private final Blocks blocks;
  private final int depth;
  private final List<Draft> drafts = new ArrayList<>();

  /** @param depth of what is in the cells */
  Grid(Blocks blocks, int depth) {
    this.blocks = blocks;
    this.depth = depth;
  }

  /** The table; nothing if it has no cell. */
  List<Block> of(XmlNode.Element table) {
    int height = table.children().size();
    int width = place(table.children());
    if (width == 0) {
      return List.of();
    }
    blocks.count(Math.min(height, Blocks.MOST_LETTERS / width) * width * Blocks.NODE);
    var places = new @Nullable Draft[height][width];
    for (var draft : drafts) {
      for (int row = draft.row; row < draft.row + draft.rows; row++) {
        Arrays.fill(places[row], draft.column, draft.column + draft.columns, draft);
      }
    }
    var rows = new ArrayList<List<Block.Cell>>();
    for (int row = 0; row < height; row++) {
      rows.add(cells(row, places[row]));
    }
    return List.of(new Block.Table(shares(width), headers(height), rows));
  }

  /** @return how many columns there are */
  private int place(List<XmlNode> rows) {
    int[] takenUntil = new int[MOST_COLUMNS];
    int width = 0;
    for (int row = 0; row < rows.size(); row++) {
      int column = 0;
      for (var node : cells(rows.get(row))) {
        while (column < MOST_COLUMNS && takenUntil[column] > row) {
          column++;
        }
        boolean isHeader = node instanceof XmlNode.Element cell && cell.name().equals(Nodes.HEADER);
        boolean isCell = isHeader || node instanceof XmlNode.Element cell && cell.name().equals(Nodes.CELL);
        var inside = blocks.blocks(isCell ? ((XmlNode.Element) node).children() : List.of(node), depth);
        if (column == MOST_COLUMNS) {
          drafts.getLast().blocks.addAll(inside);
          continue;
        }
        int columns = 1;
        int most = isCell ? Nodes.number((XmlNode.Element) node, "colspan", 1, MOST_COLUMNS, 1) : 1;
        while (columns < most && column + columns < MOST_COLUMNS && takenUntil[column + columns] <= row) {
          columns++;
        }
        int high = isCell ? Nodes.number((XmlNode.Element) node, "rowspan", 1, rows.size(), 1) : 1;
        high = Math.min(high, rows.size() - row);
        drafts.add(new Draft(row, column, columns, high, isHeader, inside));
        Arrays.fill(takenUntil, column, column + columns, row + high);
        column += columns;
        width = Math.max(width, column);
      }
    }
    return width;
  }

  private static List<XmlNode> cells(XmlNode row) {
    return row instanceof XmlNode.Element element && element.name().equals(Nodes.ROW)
        ? element.children()
        : List.of(row);
  }

  private static List<Block.Cell> cells(int row, @Nullable Draft[] places) {
    var cells = new ArrayList<Block.Cell>();
    int column = 0;
    while (column < places.length) {
      var draft = places[column];
      if (draft == null) {
        cells.add(new Block.Cell(column, 1, 1, false, false, empty()));
        column++;
      } else {
        boolean isContinued = draft.row < row;
        var inside = isContinued || draft.blocks.isEmpty() ? empty() : draft.blocks;
        cells.add(new Block.Cell(column, draft.columns, draft.rows, draft.isHeader, isContinued, inside));
        column += draft.columns;
      }
    }
    return cells;
  }

  private static List<Block> empty() {
    return List.of(new Block.Paragraph(List.of()));
  }

  /** How many rows at the top consist of headers. None if all do: then there is nothing they are headers of. */
  private int headers(int height) {
    int headers = height;
    for (var draft : drafts) {
      if (!draft.isHeader) {
        headers = Math.min(headers, draft.row);
      }
    }
    for (var draft : drafts.reversed()) {
      if (draft.row < headers && draft.row + draft.rows > headers) {
        headers = draft.row;
      }
    }
    return headers == height ? 0 : headers;
  }

  /** Columns with more to read are wider. */
  private List<Integer> shares(int width) {
    int[] weights = new int[width];
    Arrays.fill(weights, NARROW);
    for (var draft : drafts) {
      if (draft.columns == 1) {
        weights[draft.column] = Math.max(weights[draft.column], weight(draft.blocks));
      }
    }
    int all = Arrays.stream(weights).sum();
    var shares = new ArrayList<Integer>();
    int left = 1000;
    for (int column = 0; column < width; column++) {
      int share = column == width - 1 ? left : weights[column] * 1000 / all;
      shares.add(share);
      left -= share;
    }
    return shares;
  }

  private static int weight(List<Block> blocks) {
    int weight = NARROW;
    for (var block : blocks) {
      weight =
          Math.max(
              weight,
              switch (block) {
                case Block.Paragraph paragraph -> Blocks.words(paragraph.line()).length();
                case Block.Heading heading -> Blocks.words(heading.line()).length();
                case Block.Rule _ -> NARROW;
                default -> WIDE;
              });
    }
    return Math.min(weight + 2, WIDE);
  }
}
