package io.reflux.standalone.cluster;

import io.reflux.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Puts single records on topics, and waits for each until the cluster has it. */
final class RecordSender {

  /** Whom such records are from. */
  static final String PRODUCER = "reflux-cli";

  private final Cluster cluster;

  RecordSender(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Sends a record. Looks for the topic first, since a producer would wait for one that does not
   * exist.
   *
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws InterruptedException if the wait is interrupted
   */
  <V> void send(Topic<V> topic, String key, V value) throws InterruptedException {
    TopicFeed.open(cluster, List.of(topic)).close();
    try (var keys = topic.keySerde();
        var values = topic.valueSerde(cluster.registry());
        KafkaProducer<String, V> producer =
            new KafkaProducer<>(config(), keys.serializer(), values.serializer())) {
      producer.send(topic.producerRecord(key, value)).get();
    } catch (ExecutionException e) {
      throw translated(topic, e);
    }
  }

  private Map<String, Object> config() {
    long millis = Cluster.ANSWER.toMillis();
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.remove("default.api.timeout.ms");
    config.put("acks", "all");
    config.put("max.block.ms", millis);
    config.put("delivery.timeout.ms", Math.toIntExact(2 * millis));
    config.put("linger.ms", 0);
    return config;
  }

  private RuntimeException translated(Topic<?> topic, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof UnknownTopicOrPartitionException) {
      return cluster.withoutTopic(topic.name());
    }
    if (cause instanceof TimeoutException) {
      return cluster.unreachable(cause);
    }
    return new ClusterException(
        "the cluster refused the record for " + topic.name() + ": " + cause.getMessage(), cause);
  }
}
