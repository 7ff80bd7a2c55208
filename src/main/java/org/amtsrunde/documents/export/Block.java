package org.amtsrunde.documents.export;

import java.util.List;
import java.util.Set;

/** A document as office programs see it: whole and in order, whatever the editor's tree was. {@link Blocks} makes it. */
sealed interface Block {

  record Paragraph(List<Run> line) implements Block {}

  /** @param level 1 to 6 */
  record Heading(int level, List<Run> line) implements Block {}

  /** @param text lines with {@code \n} between them */
  record Code(String text) implements Block {}

  record Rule() implements Block {}

  record Quote(List<Block> blocks) implements Block {}

  /** @param start the first number, of numbers */
  record Items(Kind kind, int start, List<Item> items) implements Block {}

  enum Kind {
    BULLETS,
    NUMBERS,
    TASKS
  }

  /**
   * @param isDone of a task
   * @param blocks the first is a paragraph, which carries the sign
   */
  record Item(boolean isDone, List<Block> blocks) {}

  /**
   * @param shares of the width in thousandths, one for each column
   * @param headers how many rows at the top are headers; no cell reaches from them into the others
   * @param rows each with cells for every column, from left to right
   */
  record Table(List<Integer> shares, int headers, List<List<Cell>> rows) implements Block {
    /** How many thousandths of the width a cell has. */
    int share(Cell cell) {
      int share = 0;
      for (int i = cell.column(); i < cell.column() + cell.columns(); i++) {
        share += shares.get(i);
      }
      return share;
    }
  }

  /**
   * @param rows how many rows it spans
   * @param isHeader whether it says what the others of its row or column are about
   * @param isContinued whether it is the place of a cell that began in a row above
   */
  record Cell(int column, int columns, int rows, boolean isHeader, boolean isContinued, List<Block> blocks) {}

  /** In the order in which office formats want them. */
  enum Mark {
    BOLD,
    ITALIC,
    STRIKE,
    HIGHLIGHT,
    UNDERLINE,
    SUBSCRIPT,
    SUPERSCRIPT,
    CODE
  }

  /** What stands in a line. */
  sealed interface Run {}

  /**
   * @param text without line ends
   * @param link an absolute address, in ASCII; empty for none
   */
  record Words(String text, Set<Mark> marks, String link) implements Run {}

  record Break() implements Run {}

  /** @param alternative never empty */
  record Figure(Picture picture, String alternative) implements Run {}
}
