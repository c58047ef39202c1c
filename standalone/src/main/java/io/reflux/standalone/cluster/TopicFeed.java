package io.reflux.standalone.cluster;

import io.reflux.schemas.serde.RecordFormatException;
import io.reflux.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of some topics, all partitions, from the beginning and then as they come. Belongs to
 * no consumer group. Records that cannot be read are left out and told of in the log: a feed is for
 * looking on, and one bad record must not blind the onlooker.
 */
public final class TopicFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Deserializer<?>> deserializers = new HashMap<>();
  private final Map<TopicPartition, Long> endAtOpening;

  private TopicFeed(Cluster cluster, List<Topic<?>> topics) {
    consumer = consumer(cluster);
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic<?> topic : topics) {
        partitions.addAll(partitionsOf(cluster, topic));
        deserializers.put(topic.name(), topic.valueSerde(cluster.registry()).deserializer());
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      endAtOpening = consumer.endOffsets(partitions);
    } catch (TimeoutException e) {
      consumer.close();
      throw cluster.unreachable(e);
    } catch (ClusterException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Opens a feed.
   *
   * @throws ClusterException if the cluster does not answer or lacks one of the topics
   */
  public static TopicFeed open(Cluster cluster, List<Topic<?>> topics) {
    return new TopicFeed(cluster, topics);
  }

  /**
   * Waits for records.
   *
   * @param wait the longest wait if there are none
   * @return records in the order of their partition; none if the wait was over first
   * @throws InterruptedException if the wait is interrupted
   */
  public List<FeedRecord> poll(Duration wait) throws InterruptedException {
    try {
      List<FeedRecord> records = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
        read(record, records);
      }
      return records;
    } catch (InterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  /** Whether everything that was on the topics when the feed was opened has been polled. */
  public boolean caughtUp() {
    return endAtOpening.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static KafkaConsumer<String, byte[]> consumer(Cluster cluster) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("isolation.level", "read_committed");
    config.put("allow.auto.create.topics", false);
    try {
      return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw cluster.misconfigured(e);
    }
  }

  private void read(ConsumerRecord<String, byte[]> record, List<FeedRecord> records) {
    Deserializer<?> deserializer = deserializers.get(record.topic());
    if (deserializer == null || record.value() == null || record.key() == null) {
      return;
    }
    try {
      Object value = deserializer.deserialize(record.topic(), record.headers(), record.value());
      records.add(new FeedRecord(record.topic(), record.key(), value));
    } catch (RecordFormatException e) {
      LOG.warn(
          "{}-{} at {} cannot be read: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private List<TopicPartition> partitionsOf(Cluster cluster, Topic<?> topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.name());
    if (found.isEmpty()) {
      throw cluster.withoutTopic(topic.name());
    }
    return found.stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }
}
