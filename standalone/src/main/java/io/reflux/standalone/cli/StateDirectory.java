package io.reflux.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an embedded run keeps its topics, schemas, weights and stream state.
 *
 * @param path the directory
 * @param kept whether it stays when the run is over; if not, {@link #close} deletes it
 */
record StateDirectory(Path path, boolean kept) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  /** The given directory, or a temporary one. */
  static StateDirectory of(Optional<Path> given) throws IOException {
    if (given.isPresent()) {
      return new StateDirectory(Files.createDirectories(given.get()).toAbsolutePath(), true);
    }
    return new StateDirectory(Files.createTempDirectory("reflux-"), false);
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> paths = Files.walk(path)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.warn("{} stays behind: {}", path, e.toString());
    }
  }
}
