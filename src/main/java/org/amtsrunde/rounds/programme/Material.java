package org.amtsrunde.rounds.programme;

/**
 * Something to work with.
 *
 * @param markdown CommonMark with tables and tasks; headings from the third level on
 */
public record Material(String title, Kind kind, String markdown) {
  /** What it is for. */
  public enum Kind {
    /** To tick off. */
    CHECKLIST,
    /** To read. */
    GUIDE,
    /** To fill in. */
    TEMPLATE
  }
}
