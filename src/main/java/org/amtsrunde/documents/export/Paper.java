package org.amtsrunde.documents.export;

import java.util.Locale;

/** The measures of a page, in tenths of a millimetre: A4 with the same margins in every format. */
final class Paper {
  static final int WIDTH = 1700;
  static final int MOST_HEIGHT = 2200;

  /** How far lists and quotes move to the right, each time. */
  static final int INDENT = 65;

  /** What the text of a cell keeps from its borders, on both sides together. */
  static final int PADDING = 40;

  private Paper() {}

  /** The width inside a cell with a share of so many thousandths. */
  static int inside(int width, int share) {
    return Math.max(50, width * share / 1000 - PADDING);
  }

  static String centimetres(int tenths) {
    return String.format(Locale.ROOT, "%.2fcm", tenths / 100.0);
  }

  /** In twentieths of a point. */
  static String twips(int tenths) {
    return Integer.toString((int) Math.round(tenths * 1440 / 254.0));
  }

  /** In the English metric units of drawings. */
  static String emus(int tenths) {
    return Long.toString(tenths * 36_000L / 10);
  }
}
