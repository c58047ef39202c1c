package io.reflux.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in plain text: a head, a rule, rows; columns as wide as their widest cell and two spaces
 * apart; numbers to the right. It reads the same in a terminal, a mail and a build log.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** Which side of its column a cell keeps to. */
  public enum Alignment {
    LEFT,
    RIGHT
  }

  /**
   * The head of a column and the side its cells keep to.
   *
   * @param title the head
   * @param alignment left for names, right for numbers
   */
  public record Column(String title, Alignment alignment) {

    /** A column of names. */
    public static Column left(String title) {
      return new Column(title, Alignment.LEFT);
    }

    /** A column of numbers. */
    public static Column right(String title) {
      return new Column(title, Alignment.RIGHT);
    }
  }

  /** A table without rows. */
  public TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not one cell per column
   */
  public void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells, had " + cells.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** The table, line by line, without trailing spaces. */
  public List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::title).toList(), widths));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    lines.add(line(rule, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = length(columns.get(column).title());
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - length(cell));
      boolean left = columns.get(column).alignment() == Alignment.LEFT;
      line.append(column == 0 ? "" : GAP).append(left ? cell + padding : padding + cell);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
