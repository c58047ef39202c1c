package io.reflux.standalone.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, with line feeds. */
final class CsvText {

  private final StringBuilder text = new StringBuilder();

  CsvText(List<String> head) {
    add(head);
  }

  /** Adds a row; an empty {@link Optional} is an empty cell. */
  CsvText add(List<?> cells) {
    text.append(cells.stream().map(CsvText::cell).collect(Collectors.joining(","))).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String cell(Object value) {
    Object content =
        value instanceof Optional<?> optional ? optional.map(o -> o).orElse(null) : value;
    String cell = content == null ? "" : content.toString();
    boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
