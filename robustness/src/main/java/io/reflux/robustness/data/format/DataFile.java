package io.reflux.robustness.data.format;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named content that can be opened: a file, or a resource of the jar.
 *
 * @param name how messages call it
 * @param content opens it from its start
 */
public record DataFile(String name, Content content) {

  /** Opens a content from its start. */
  @FunctionalInterface
  public interface Content {

    /**
     * A new stream, to be closed by the caller.
     *
     * @throws IOException if the content cannot be opened
     */
    InputStream open() throws IOException;
  }

  /** A file on disk. */
  public static DataFile of(Path file) {
    return new DataFile(file.toString(), () -> Files.newInputStream(file));
  }

  /** A resource beside a class. */
  public static DataFile ofResource(Class<?> owner, String resource) {
    return new DataFile(
        resource,
        () -> {
          InputStream stream = owner.getResourceAsStream(resource);
          if (stream == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
          }
          return stream;
        });
  }
}
