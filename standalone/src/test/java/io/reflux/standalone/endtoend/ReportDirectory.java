package io.reflux.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The files of one report.
 *
 * @param directory where they are
 */
record ReportDirectory(Path directory) {

  private static final String RUN_BLOCK = ",\n  \"run\" : {";

  /** The bytes of {@code report.json} as text, up to the block that differs from run to run. */
  String findings() {
    String text = text("report.json");
    assertThat(text).containsOnlyOnce(RUN_BLOCK);
    return text.substring(0, text.indexOf(RUN_BLOCK));
  }

  /** {@code report.json} as a tree. */
  JsonNode report() {
    try {
      return new JsonMapper().readTree(text("report.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scores in {@code report.json}. */
  List<JsonNode> scores() {
    return StreamSupport.stream(report().get("scores").spliterator(), false).toList();
  }

  /** The rows of a CSV file by the names of its columns. */
  List<Map<String, String>> rows(String file) {
    List<String> lines = text(file).lines().toList();
    String[] columns = lines.get(0).split(",", -1);
    return lines.stream().skip(1).map(line -> row(columns, line.split(",", -1))).toList();
  }

  /** A whole file as text. */
  String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String[] columns, String[] cells) {
    assertThat(cells).hasSameSizeAs(columns);
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) {
      row.put(columns[i], cells[i]);
    }
    return row;
  }
}
