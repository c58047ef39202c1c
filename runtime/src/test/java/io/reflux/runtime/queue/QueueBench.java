package io.reflux.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reflux.runtime.broker.TestBroker;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, a publisher and what the queue's tests look at from outside. */
final class QueueBench implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TopicPartition JOBS = new TopicPartition(TestJobs.TYPE.topic().name(), 0);

  final RecordPublisher publisher;
  private final TestBroker broker;
  private final KafkaSettings kafka;
  private final Admin admin;
  private final KafkaConsumer<String, byte[]> consumer;

  QueueBench(TestBroker broker, SchemaRegistry registry) {
    this.broker = broker;
    this.kafka = KafkaSettings.of(broker.bootstrapServers(), "mock://queue");
    this.publisher = RecordPublisher.connect(kafka, registry, "test");
    this.admin = Admin.create(broker.clientConfig());
    this.consumer =
        new KafkaConsumer<>(
            broker.clientConfig(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  WorkQueue<TrainingJob> queue(WorkSettings work, JobHandler<TrainingJob> handler) {
    return new WorkQueue<>(
        TestJobs.TYPE,
        handler,
        TestJobs.settings(kafka, work),
        publisher,
        new SimpleMeterRegistry());
  }

  void submit(String... ids) throws Exception {
    for (String id : ids) {
      publisher.send(TestJobs.TYPE.topic(), id, TestJobs.job(id)).get();
    }
  }

  void submitBytes(String key, byte[] value) throws Exception {
    publisher.send(new ProducerRecord<>(JOBS.topic(), key.getBytes(UTF_8), value)).get();
  }

  /** Writes a job in a transaction that is aborted. */
  void submitAborted(String id) throws Exception {
    Map<String, Object> config = new HashMap<>(broker.clientConfig());
    config.put("transactional.id", "aborted-" + id);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      byte[] value =
          TestJobs.TYPE
              .topic()
              .valueSerde(publisher.registry())
              .serializer()
              .serialize(JOBS.topic(), TestJobs.job(id));
      producer.send(new ProducerRecord<>(JOBS.topic(), id, value)).get();
      producer.abortTransaction();
    }
  }

  /** Takes the next job as a worker would, and vanishes without acknowledging it. */
  void takeAndVanish() {
    ShareGroup group =
        new ShareGroup(kafka, JOBS.topic(), TestJobs.TYPE.group(), Duration.ofSeconds(2));
    group.prepare();
    try (var vanishing = group.consumer("vanishing")) {
      eventually(() -> !vanishing.poll(Duration.ofMillis(200)).isEmpty());
    }
  }

  /** Waits until every job has been acknowledged, whatever the acknowledgement. */
  void awaitAllAcknowledged() {
    eventually(() -> lag().equals(Optional.of(0L)));
  }

  /** The records of a topic, from its beginning, whose key is the given one. */
  List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, String key) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    while (consumer.position(partition) < end) {
      consumer.poll(Duration.ofMillis(200)).forEach(found::add);
    }
    return found.stream().filter(record -> key.equals(record.key())).toList();
  }

  List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
    return records(Topics.DEAD_LETTERS, key);
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
    publisher.close();
  }

  private Optional<Long> lag() {
    try {
      String group = TestJobs.TYPE.group();
      return Optional.ofNullable(
              admin
                  .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                  .partitionsToOffsetInfo(group)
                  .get()
                  .get(JOBS))
          .flatMap(info -> info.lag());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
