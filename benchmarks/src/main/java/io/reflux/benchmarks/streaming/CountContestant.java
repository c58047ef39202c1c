package io.reflux.benchmarks.streaming;

import io.reflux.runtime.settings.ProcessingGuarantee;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What Kafka Streams itself takes for records like these: counts them by key, with the store and
 * the changelog that it makes by default, and writes the counts to a topic. Values stay bytes. Its
 * settings are Kafka's defaults but for the commit interval, which is the evaluator's: under
 * exactly once they are the same.
 */
final class CountContestant implements Contestant {

  private static final String GROUP = "bare-count";
  private static final String OUTPUT = "bare-counts";
  private static final long COMMIT_MILLIS = 100;
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final Platform platform;
  private final Workload workload;

  CountContestant(Platform platform, Workload workload) {
    this.platform = platform;
    this.workload = workload;
  }

  @Override
  public String name() {
    return "bare count";
  }

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public Running start(ProcessingGuarantee guarantee) {
    try {
      Platform.await(
          platform
              .admin()
              .createTopics(
                  List.of(
                      new NewTopic(
                          OUTPUT,
                          Optional.of(Topics.ATTACK_OUTCOMES.partitions()),
                          Optional.empty())))
              .all());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    KafkaStreams streams = new KafkaStreams(topology(), config(guarantee));
    streams.start();
    return new RunningCount(streams);
  }

  @Override
  public void finish() throws IOException, InterruptedException {
    AtomicLong counts = new AtomicLong();
    try (TopicReader reader =
        new TopicReader(platform, OUTPUT, Topics.ATTACK_OUTCOMES.partitions())) {
      reader.readAll(record -> counts.incrementAndGet());
    }
    if (counts.get() != workload.outcomes()) {
      throw new IllegalStateException(
          "there must be %d counts, were %d".formatted(workload.outcomes(), counts.get()));
    }
    platform.forget(GROUP);
    Platform.await(platform.admin().deleteTopics(List.of(OUTPUT)).all());
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topics.ATTACK_OUTCOMES.name(), Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .groupByKey()
        .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts"))
        .toStream()
        .to(OUTPUT, Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build();
  }

  private Properties config(ProcessingGuarantee guarantee) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, platform.stateDirectory().toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee.streamsValue());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put("auto.offset.reset", "earliest");
    return config;
  }

  /** Done as soon as the last outcome is committed, since its count is written before that. */
  private record RunningCount(KafkaStreams streams) implements Running {

    @Override
    public boolean done() {
      return true;
    }

    @Override
    public void close() {
      streams.close(
          CloseOptions.timeout(CLOSING)
              .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
