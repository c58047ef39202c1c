package io.reflux.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A broker and a schema registry that need nothing installed: started side by side, closed
 * together. Give it a directory and a later run finds topics, records and schemas as they were;
 * give it none and it works in a temporary one that goes when it closes.
 */
public final class EmbeddedPlatform implements AutoCloseable {

  private final DirectoryLock lock;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final String schemaRegistryUrl;
  private final Optional<Path> temporary;

  private EmbeddedPlatform(
      DirectoryLock lock,
      EmbeddedBroker broker,
      EmbeddedRegistry registry,
      String schemaRegistryUrl,
      Optional<Path> temporary) {
    this.lock = lock;
    this.broker = broker;
    this.registry = registry;
    this.schemaRegistryUrl = schemaRegistryUrl;
    this.temporary = temporary;
  }

  /**
   * Starts both on a directory that is kept: {@code broker/}, {@code registry/} and {@code
   * registry.log} under it.
   *
   * @throws EmbeddedPlatformException if one of them does not start; the other is stopped then
   * @throws InterruptedException if the wait is interrupted; whatever runs is stopped then
   */
  public static EmbeddedPlatform start(Path directory) throws InterruptedException {
    return start(directory, Optional.empty());
  }

  /**
   * Starts both on a temporary directory, which {@link #close} deletes.
   *
   * @throws EmbeddedPlatformException if one of them does not start
   * @throws InterruptedException if the wait is interrupted
   */
  public static EmbeddedPlatform startTemporary() throws InterruptedException {
    try {
      Path directory = Files.createTempDirectory("reflux-");
      return start(directory, Optional.of(directory));
    } catch (IOException e) {
      throw new EmbeddedPlatformException("cannot make a temporary directory: " + e, e);
    }
  }

  /** The broker's address, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The registry's address, for {@code schema.registry.url}. */
  public String schemaRegistryUrl() {
    return schemaRegistryUrl;
  }

  /** Stops the registry, then the broker, and deletes the directory if it was temporary. */
  @Override
  public void close() {
    registry.close();
    broker.close();
    lock.close();
    temporary.ifPresent(EmbeddedPlatform::delete);
  }

  private static EmbeddedPlatform start(Path directory, Optional<Path> temporary)
      throws InterruptedException {
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      EmbeddedRegistry registry =
          EmbeddedRegistry.launch(
              Optional.of(directory.resolve("registry")), directory.resolve("registry.log"));
      return withBroker(lock, registry, directory, temporary);
    } catch (EmbeddedPlatformException | InterruptedException e) {
      lock.close();
      temporary.ifPresent(EmbeddedPlatform::delete);
      throw e;
    }
  }

  private static EmbeddedPlatform withBroker(
      DirectoryLock lock, EmbeddedRegistry registry, Path directory, Optional<Path> temporary)
      throws InterruptedException {
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
      try {
        return new EmbeddedPlatform(lock, broker, registry, registry.awaitReady(), temporary);
      } catch (EmbeddedPlatformException | InterruptedException e) {
        broker.close();
        throw e;
      }
    } catch (EmbeddedPlatformException | InterruptedException e) {
      registry.close();
      throw e;
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
