package io.reflux.standalone.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker inside this process: one KRaft node, broker and controller at once, on free
 * loopback ports, with transactions and share groups. A directory that is started from again keeps
 * its topics, records and committed offsets; only the port changes.
 *
 * <p>The directory is locked before Kafka sees it: Kafka's own lock comes after its controller has
 * opened the metadata log, and a second controller on a log in use leaves the first one spinning.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int START_ATTEMPTS = 3;

  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, String bootstrapServers) {
    this.lock = lock;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker on a directory, which is made and formatted if it is not there yet. Returns
   * when clients can connect.
   *
   * @throws EmbeddedPlatformException if the directory cannot be used or the broker does not start
   */
  public static EmbeddedBroker start(Path directory) {
    DirectoryLock lock = DirectoryLock.take(directory);
    boolean started = false;
    try {
      formatIfNew(directory);
      EmbeddedBroker broker = startOnFreePorts(lock, directory);
      started = true;
      return broker;
    } finally { // Scala throws what Java cannot name here, an interruption among others
      if (!started) {
        lock.close();
      }
    }
  }

  /** The address to give to clients as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and waits until it has closed its files and ended its threads. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  private static EmbeddedBroker startOnFreePorts(DirectoryLock lock, Path directory) {
    for (int attempt = 1; ; attempt++) {
      LoopbackPorts ports = LoopbackPorts.free();
      try {
        return startOn(lock, new BrokerSettings(directory, ports.first(), ports.second()));
      } catch (KafkaException e) {
        if (attempt == START_ATTEMPTS || !portWasTaken(e)) {
          throw new EmbeddedPlatformException(
              "the embedded broker did not start on " + directory + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static EmbeddedBroker startOn(DirectoryLock lock, BrokerSettings settings) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
    boolean started = false;
    try {
      server.startup();
      started = true;
    } finally {
      if (!started) {
        server.shutdown();
      }
    }
    return new EmbeddedBroker(lock, server, settings.bootstrapServers());
  }

  private static void formatIfNew(Path directory) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    String path = directory.toAbsolutePath().toString();
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(path)
          .setMetadataLogDirectory(path)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .run();
    } catch (Exception e) { // the formatter declares nothing narrower
      throw new EmbeddedPlatformException(
          "cannot prepare " + path + " for the broker (" + e + "); give another --state-dir", e);
    }
  }

  private static boolean portWasTaken(KafkaException e) {
    return String.valueOf(e.getMessage()).contains("failed to bind");
  }
}
