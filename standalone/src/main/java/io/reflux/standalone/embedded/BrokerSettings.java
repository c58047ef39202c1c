package io.reflux.standalone.embedded;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The configuration of the embedded broker: one node that is broker and controller at once.
 *
 * <p>Every internal topic has one replica, because there is only one node, and few partitions,
 * because each costs files and time at the start. The log cleaner's buffer is small: its default of
 * 128 MiB is more heap than the rest of the broker uses. Segments are small enough that the
 * cleaner's offset map holds every key of one.
 *
 * @param directory where the log and the metadata lie
 * @param brokerPort the loopback port for clients
 * @param controllerPort the loopback port on which the node speaks to itself
 */
record BrokerSettings(Path directory, int brokerPort, int controllerPort) {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String HOST = "127.0.0.1";
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int INTERNAL_TOPIC_PARTITIONS = 4;
  private static final int SHARE_HEARTBEAT_MILLIS = 500;

  /** The address clients connect to. */
  String bootstrapServers() {
    return HOST + ":" + brokerPort;
  }

  /** The broker's properties in Kafka's own names. */
  Properties toProperties() {
    Properties properties = new Properties();
    addIdentity(properties);
    addGroups(properties);
    addInternalTopics(properties);
    addResources(properties);
    return properties;
  }

  private void addIdentity(Properties properties) {
    set(properties, "process.roles", "broker,controller");
    set(properties, "node.id", NODE_ID);
    set(properties, "log.dirs", directory.toAbsolutePath());
    set(
        properties,
        "listeners",
        "PLAINTEXT://" + HOST + ":" + brokerPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
    set(properties, "advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    set(properties, "inter.broker.listener.name", "PLAINTEXT");
    set(properties, "controller.listener.names", CONTROLLER_LISTENER);
    set(
        properties,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    set(properties, "controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    set(properties, "auto.create.topics.enable", false);
  }

  /**
   * A new share group gets its partitions with its members' second heartbeat, which by default is
   * five seconds after the first.
   */
  private static void addGroups(Properties properties) {
    set(properties, "group.initial.rebalance.delay.ms", 0);
    set(properties, "group.share.min.heartbeat.interval.ms", SHARE_HEARTBEAT_MILLIS);
    set(properties, "group.share.heartbeat.interval.ms", SHARE_HEARTBEAT_MILLIS);
  }

  private static void addInternalTopics(Properties properties) {
    set(properties, "offsets.topic.replication.factor", 1);
    set(properties, "offsets.topic.num.partitions", INTERNAL_TOPIC_PARTITIONS);
    set(properties, "transaction.state.log.replication.factor", 1);
    set(properties, "transaction.state.log.min.isr", 1);
    set(properties, "transaction.state.log.num.partitions", INTERNAL_TOPIC_PARTITIONS);
    set(properties, "share.coordinator.state.topic.replication.factor", 1);
    set(properties, "share.coordinator.state.topic.min.isr", 1);
    set(properties, "share.coordinator.state.topic.num.partitions", INTERNAL_TOPIC_PARTITIONS);
    set(properties, "min.insync.replicas", 1);
    set(properties, "default.replication.factor", 1);
  }

  private static void addResources(Properties properties) {
    set(properties, "num.network.threads", 2);
    set(properties, "num.io.threads", 4);
    set(properties, "background.threads", 2);
    set(properties, "num.recovery.threads.per.data.dir", 1);
    set(properties, "log.cleaner.threads", 1);
    set(properties, "log.cleaner.dedupe.buffer.size", 16 * MEBIBYTE);
    set(properties, "log.segment.bytes", 64 * MEBIBYTE);
    set(properties, "log.index.size.max.bytes", MEBIBYTE);
    set(properties, "metric.reporters", "");
  }

  private static void set(Properties properties, String key, Object value) {
    properties.setProperty(key, value.toString());
  }
}
