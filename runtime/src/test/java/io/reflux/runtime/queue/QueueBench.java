package io.reflux.runtime.queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reflux.runtime.broker.TestBroker;
import io.reflux.runtime.broker.TestClients;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, a publisher and what the queue's tests look at from outside. */
final class QueueBench implements AutoCloseable {

  private static final TopicPartition JOBS = new TopicPartition(TestJobs.TYPE.topic().name(), 0);

  private final TestClients clients;
  private final TestBroker broker;
  private final Admin admin;

  QueueBench(TestBroker broker, SchemaRegistry registry) {
    this.broker = broker;
    this.clients = new TestClients(broker, registry);
    this.admin = Admin.create(broker.clientConfig());
  }

  WorkQueue<TrainingJob> queue(WorkSettings work, JobHandler<TrainingJob> handler) {
    return new WorkQueue<>(
        TestJobs.TYPE,
        handler,
        TestJobs.settings(clients.kafka(), work),
        clients.publisher(),
        new SimpleMeterRegistry());
  }

  void submit(String... ids) throws Exception {
    for (String id : ids) {
      clients.publisher().send(TestJobs.TYPE.topic(), id, TestJobs.job(id)).get();
    }
  }

  void submitBytes(String key, byte[] value) throws Exception {
    clients.sendBytes(TestJobs.TYPE.topic(), key, value);
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
              .valueSerde(clients.publisher().registry())
              .serializer()
              .serialize(JOBS.topic(), TestJobs.job(id));
      producer.send(new ProducerRecord<>(JOBS.topic(), id, value)).get();
      producer.abortTransaction();
    }
  }

  /** Takes the next job as a worker would, and vanishes without acknowledging it. */
  void takeAndVanish() {
    ShareGroup group =
        new ShareGroup(clients.kafka(), JOBS.topic(), TestJobs.TYPE.group(), Duration.ofSeconds(2));
    group.prepare();
    try (var vanishing = group.consumer("vanishing")) {
      TestClients.eventually(() -> !vanishing.poll(Duration.ofMillis(200)).isEmpty());
    }
  }

  /** Waits until every job has been acknowledged, whatever the acknowledgement. */
  void awaitAllAcknowledged() {
    TestClients.eventually(() -> lag().equals(Optional.of(0L)));
  }

  List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, String key) {
    return clients.records(topic, key);
  }

  List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
    return records(Topics.DEAD_LETTERS, key);
  }

  @Override
  public void close() {
    clients.close();
    admin.close();
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
