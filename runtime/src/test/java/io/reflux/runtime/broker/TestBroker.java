package io.reflux.runtime.broker;

import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in this process, with the topics of the catalogue and short locks allowed. */
public final class TestBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final int port;
  private final Properties properties;
  private KafkaRaftServer server;

  private TestBroker(int port, Properties properties) {
    this.port = port;
    this.properties = properties;
    this.server = startServer(properties);
  }

  /** Starts a broker whose files are in an empty directory. */
  public static TestBroker start(Path directory) throws Exception {
    String path = directory.toAbsolutePath().toString();
    int port = freePort();
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(path)
        .setMetadataLogDirectory(path)
        .setControllerListenerName("CONTROLLER")
        .run();
    TestBroker broker = new TestBroker(port, properties(path, port, freePort()));
    try (TopicAdmin admin = TopicAdmin.connect(broker.clientConfig(), TIMEOUT)) {
      admin.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT);
    }
    return broker;
  }

  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  public Map<String, Object> clientConfig() {
    return Map.of("bootstrap.servers", bootstrapServers());
  }

  /** Stops the broker and starts it again with the same files and ports. */
  public void restart() {
    close();
    server = startServer(properties);
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer startServer(Properties properties) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static Properties properties(String path, int port, int controllerPort) {
    String broker = HOST + ":" + port;
    String controller = HOST + ":" + controllerPort;
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", path);
    settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "2");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "2");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("group.share.min.heartbeat.interval.ms", "100");
    settings.put("group.share.heartbeat.interval.ms", "100");
    settings.put("group.share.min.assignment.interval.ms", "0");
    settings.put("group.share.assignment.interval.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
