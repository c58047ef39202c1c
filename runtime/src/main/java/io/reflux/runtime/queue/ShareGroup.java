package io.reflux.runtime.queue;

import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The share group of a queue's workers: its settings in the broker, and its consumers.
 *
 * <p>The settings must be there before the first poll: by default a group begins at the end of the
 * topic and the jobs before it are never seen. The group reads committed records only, since
 * planners write jobs in transactions, and takes as many deliveries as the broker allows, since at
 * its own limit the broker drops a record without a word.
 *
 * @param topic the topic of the jobs
 * @param group the group's id
 * @param lock how long the broker keeps a record for one consumer
 */
record ShareGroup(KafkaSettings kafka, String topic, String group, Duration lock) {

  /** The broker's largest {@code share.delivery.count.limit} by default. */
  private static final int DELIVERIES = 10;

  private static final int TIMEOUT_MILLIS = 30_000;

  /**
   * Checks that the topic exists and sets the group's settings.
   *
   * @throws ServiceFailedException if the broker does not answer or refuses, or the topic is
   *     missing
   */
  void prepare() {
    Map<String, Object> config = kafka.clientConfig();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(config)) {
      await(admin.describeTopics(List.of(topic)).allTopicNames());
      ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
      await(admin.incrementalAlterConfigs(Map.of(resource, settings())).all());
    } catch (KafkaException e) {
      throw ServiceFailedException.cannotConnect(kafka.bootstrapServers(), e);
    }
  }

  /** A new consumer of the group that is subscribed to the topic. */
  KafkaShareConsumer<byte[], byte[]> consumer(String clientId) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    KafkaShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private List<AlterConfigOp> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("share.auto.offset.reset", "earliest");
    settings.put("share.isolation.level", "read_committed");
    settings.put("share.record.lock.duration.ms", Long.toString(lock.toMillis()));
    settings.put("share.delivery.count.limit", Integer.toString(DELIVERIES));
    return settings.entrySet().stream()
        .map(
            entry ->
                new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), OpType.SET))
        .toList();
  }

  private void await(KafkaFuture<?> answer) {
    try {
      answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceFailedException("interrupted while asking Kafka about " + topic, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private ServiceFailedException failure(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new ServiceFailedException(
          "topic " + topic + " does not exist; create the topics of the catalogue first", cause);
    }
    if (cause instanceof TimeoutException) {
      return new ServiceFailedException(
          "no Kafka broker answered at "
              + kafka.bootstrapServers()
              + " within 30 s; check REFLUX_BOOTSTRAP_SERVERS and that the broker runs",
          cause);
    }
    return new ServiceFailedException(
        "Kafka refuses the settings of share group " + group + ", which needs Kafka 4.2 or newer",
        cause);
  }
}
