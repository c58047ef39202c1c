package io.reflux.standalone.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a report into a directory. Each is there whole or not at all. */
public final class ReportWriter {

  private final Path directory;

  /** A writer into a directory, which is made when the first file is written. */
  public ReportWriter(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes {@code report.html}, {@code report.json}, {@code scores.csv} and, if there are outcomes,
   * {@code outcomes.csv}. Files of an earlier run are replaced.
   *
   * @return the files, the one for people first
   * @throws IOException if the directory cannot be written to
   */
  public List<Path> write(ExperimentResult result) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    files.add(write("report.html", HtmlReport.of(result)));
    files.add(write("report.json", ReportJson.of(result)));
    files.add(write("scores.csv", ScoresCsv.of(result.report())));
    if (!result.outcomes().isEmpty()) {
      files.add(write("outcomes.csv", OutcomesCsv.of(result.outcomes())));
    }
    return List.copyOf(files);
  }

  private Path write(String name, String text) throws IOException {
    Path unfinished = Files.createTempFile(directory, name, ".part");
    Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
    return Files.move(unfinished, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
