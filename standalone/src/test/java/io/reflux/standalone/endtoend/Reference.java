package io.reflux.standalone.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The undisturbed run in one process that other runs are compared with: done once, when a test
 * first asks for it, and deleted when all tests are over.
 */
final class Reference implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Run.class;
  }

  @Override
  public Run resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Reference.class))
        .getOrComputeIfAbsent(Run.class, type -> Run.begin(), Run.class);
  }

  /**
   * The run.
   *
   * @param state the state that it left behind
   * @param result what it came to
   */
  record Run(Path state, OneProcess result) implements AutoCloseable {

    private static Run begin() {
      try {
        Path directory = Files.createTempDirectory("reflux-reference-");
        Path state = directory.resolve("state");
        return new Run(state, OneProcess.run(state, directory.resolve("out")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> paths = Files.walk(state.getParent())) {
        List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        for (Path each : deepestFirst) {
          Files.delete(each);
        }
      }
    }
  }
}
