package org.amtsrunde.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run: all rounds are kept, medians and their ratio are shown. */
final class Table {
  /** How often ours and the peer take turns. */
  static final int ROUNDS = 3;

  static final String HEAD =
      "| figure | unit | ours | bare | ours / bare | rounds of ours | rounds of bare |\n"
          + "|---|---|--:|--:|--:|---|---|\n";

  private static final class Row {
    final String unit;
    final List<Double> ours = new ArrayList<>();
    final List<Double> bare = new ArrayList<>();

    Row(String unit) {
      this.unit = unit;
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** Adds the value of one round. */
  void add(String figure, String unit, boolean ours, double value) {
    var row = rows.computeIfAbsent(figure, name -> new Row(unit));
    (ours ? row.ours : row.bare).add(value);
    System.err.printf(Locale.ROOT, "%-62s %-5s %s%n", figure, ours ? "ours" : "bare", number(value));
  }

  /** Whether a line of a report is one of {@link #rows}. */
  static boolean isRow(String line) {
    return line.startsWith("| ") && !HEAD.startsWith(line);
  }

  /** A line for each figure, as they stand below {@link #HEAD}. */
  String rows() {
    var text = new StringBuilder();
    rows.forEach((figure, row) ->
        text.append(
            "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    figure,
                    row.unit,
                    median(row.ours),
                    median(row.bare),
                    row.ours.isEmpty() || row.bare.isEmpty()
                        ? ""
                        : "%.2f".formatted(middle(row.ours) / middle(row.bare)),
                    all(row.ours),
                    all(row.bare))));
    return text.toString();
  }

  private static String median(List<Double> values) {
    return values.isEmpty() ? "" : number(middle(values));
  }

  private static double middle(List<Double> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static String all(List<Double> values) {
    return String.join(" ", values.stream().map(Table::number).toList());
  }

  private static String number(double value) {
    return (value >= 100 ? "%.0f" : "%.2f").formatted(value);
  }
}
