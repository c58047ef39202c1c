package io.reflux.runtime.streams;

import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How a topology runs. The layers are, later wins: the operator's client properties, the settings
 * below, the overrides.
 *
 * @param applicationId the consumer group, and the prefix of internal topics and state directories
 * @param runtime where Kafka is, where state is kept, and what is promised
 * @param standbyReplicas copies of each store that other instances keep, for a quick takeover
 * @param overrides Kafka Streams settings by their names, for what one topology needs otherwise
 */
public record StreamsSettings(
    String applicationId,
    RuntimeSettings runtime,
    int standbyReplicas,
    Map<String, Object> overrides) {

  /** Kafka Streams' own interval under exactly-once, and here under at-least-once too. */
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  /** A vanished instance's tasks move after this time, where Kafka's default is 45 s. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);

  /** Kafka Streams' default from version 5 on, whose constant is deprecated from the start. */
  private static final String HANDLE_FAULTS_IN_GLOBAL_TABLES =
      "processing.exception.handler.global.enabled";

  /** Room for a record's key, headers and framing beside the largest value. */
  private static final int FRAMING_BYTES = 64 * 1024;

  /** Checks the number of replicas, and copies. */
  public StreamsSettings {
    if (standbyReplicas < 0) {
      throw new IllegalArgumentException("standbyReplicas must be >= 0, was " + standbyReplicas);
    }
    overrides = Map.copyOf(overrides);
  }

  /** Settings without standby replicas and overrides. */
  public static StreamsSettings of(String applicationId, RuntimeSettings runtime) {
    return new StreamsSettings(applicationId, runtime, 0, Map.of());
  }

  /** The same settings with that many standby replicas. */
  public StreamsSettings withStandbyReplicas(int count) {
    return new StreamsSettings(applicationId, runtime, count, overrides);
  }

  /** The same settings with one more override. */
  public StreamsSettings withOverride(String name, Object value) {
    Map<String, Object> more = new HashMap<>(overrides);
    more.put(name, value);
    return new StreamsSettings(applicationId, runtime, standbyReplicas, more);
  }

  /** The configuration for {@link org.apache.kafka.streams.KafkaStreams}, under Kafka's names. */
  public Map<String, Object> toConfig() {
    Map<String, Object> config = runtime.kafka().clientConfig();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, runtime.storage().stateDir().toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, runtime.guarantee().streamsValue());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    putFailureHandling(config);
    putClients(config);
    config.putAll(overrides);
    return config;
  }

  private static void putFailureHandling(Map<String, Object> config) {
    config.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        RecordFaults.Deserialization.class);
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RecordFaults.Processing.class);
    config.put(HANDLE_FAULTS_IN_GLOBAL_TABLES, true);
  }

  private static void putClients(Map<String, Object> config) {
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(SESSION_TIMEOUT.toMillis()));
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.all().stream().mapToInt(Topic::maxRecordBytes).max().orElseThrow() + FRAMING_BYTES);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
  }
}
