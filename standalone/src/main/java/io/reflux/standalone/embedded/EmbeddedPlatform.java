package io.reflux.standalone.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A broker and a schema registry that need nothing installed: started side by side, closed
 * together. A later start on the same directory finds topics, records and schemas as they were.
 */
public final class EmbeddedPlatform implements AutoCloseable {

  private final DirectoryLock lock;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final String schemaRegistryUrl;

  private EmbeddedPlatform(
      DirectoryLock lock,
      EmbeddedBroker broker,
      EmbeddedRegistry registry,
      String schemaRegistryUrl) {
    this.lock = lock;
    this.broker = broker;
    this.registry = registry;
    this.schemaRegistryUrl = schemaRegistryUrl;
  }

  /**
   * Starts both on a directory: {@code broker/}, {@code registry/} and {@code registry.log} under
   * it.
   *
   * @throws EmbeddedPlatformException if one of them does not start; the other is stopped then
   * @throws InterruptedException if the wait is interrupted; whatever runs is stopped then
   */
  public static EmbeddedPlatform start(Path directory) throws InterruptedException {
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      EmbeddedRegistry registry =
          EmbeddedRegistry.launch(
              Optional.of(directory.resolve("registry")), directory.resolve("registry.log"));
      return withBroker(lock, registry, directory.resolve("broker"));
    } catch (RuntimeException | InterruptedException e) {
      lock.close();
      throw e;
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

  /** Stops the registry, then the broker. */
  @Override
  public void close() {
    registry.close();
    broker.close();
    lock.close();
  }

  private static EmbeddedPlatform withBroker(
      DirectoryLock lock, EmbeddedRegistry registry, Path directory) throws InterruptedException {
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(directory);
      try {
        return new EmbeddedPlatform(lock, broker, registry, registry.awaitReady());
      } catch (RuntimeException | InterruptedException e) {
        broker.close();
        throw e;
      }
    } catch (RuntimeException | InterruptedException e) {
      registry.close();
      throw e;
    }
  }
}
