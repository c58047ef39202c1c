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
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int START_ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
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
    formatIfNew(directory);
    for (int attempt = 1; ; attempt++) {
      LoopbackPorts ports = LoopbackPorts.free();
      try {
        return startOn(new BrokerSettings(directory, ports.first(), ports.second()));
      } catch (KafkaException e) {
        if (attempt == START_ATTEMPTS || !portWasTaken(e)) {
          throw new EmbeddedPlatformException(explain(directory, e), e);
        }
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
  }

  private static EmbeddedBroker startOn(BrokerSettings settings) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
    boolean started = false;
    try {
      server.startup();
      started = true;
    } finally { // Scala throws what Java cannot name here, an interruption among others
      if (!started) {
        server.shutdown();
      }
    }
    return new EmbeddedBroker(server, settings.bootstrapServers());
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

  private static String explain(Path directory, KafkaException e) {
    if (String.valueOf(e.getMessage()).contains("Failed to acquire lock")) {
      return directory
          + " is in use by another run; wait until that one has ended or give another directory"
          + " with --state-dir";
    }
    return "the embedded broker did not start on " + directory + ": " + e.getMessage();
  }
}
