package io.reflux.runtime.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Writes to and reads from a test broker, as anybody outside would. */
public final class TestClients implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaSettings kafka;
  private final RecordPublisher publisher;
  private final KafkaConsumer<String, byte[]> consumer;

  public TestClients(TestBroker broker, SchemaRegistry registry) {
    this.kafka = KafkaSettings.of(broker.bootstrapServers(), "mock://tests");
    this.publisher = RecordPublisher.connect(kafka, registry, "test");
    this.consumer =
        new KafkaConsumer<>(
            broker.clientConfig(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  public RecordPublisher publisher() {
    return publisher;
  }

  public void sendBytes(Topic<?> topic, String key, byte[] value) throws Exception {
    publisher.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value)).get();
  }

  /** The records in partition 0 of a topic, from its beginning, whose key is the given one. */
  public List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, String key) {
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

  /** Waits until a condition holds. */
  public static void eventually(BooleanSupplier condition) {
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
    publisher.close();
  }
}
