package io.reflux.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class EmbeddedBrokerTest {

  private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

  @TempDir Path directory;

  @Test
  void a_record_survives_a_restart_on_the_same_directory() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      createTopic(broker);
      send(broker, "first");
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      send(broker, "second");

      assertThat(readFromBeginning(broker, 2)).containsExactly("first", "second");
    }
  }

  @Test
  void transactions_and_share_groups_are_on() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(client(broker))) {
      Set<String> features =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().keySet();

      assertThat(features).contains("share.version", "transaction.version", "group.version");
    }
  }

  @Test
  void a_topic_is_not_made_by_asking_for_it() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(client(broker))) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("nothing")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("does not host this topic-partition");
    }
  }

  @Test
  void closing_leaves_no_thread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    EmbeddedBroker.start(directory).close();

    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    for (Thread thread : started) {
      thread.join(Duration.ofSeconds(5).toMillis());
    }
    assertThat(started).filteredOn(Thread::isAlive).isEmpty();
  }

  @Test
  void a_directory_in_use_is_refused_with_advice() {
    EmbeddedBroker running = EmbeddedBroker.start(directory);
    try (running) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(EmbeddedPlatformException.class)
          .hasMessageContaining("in use by another run")
          .hasMessageContaining("--state-dir");
    }
  }

  @Test
  void a_refused_start_leaves_the_running_broker_alone() throws Exception {
    try (EmbeddedBroker running = EmbeddedBroker.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(EmbeddedPlatformException.class);

      createTopic(running);
      send(running, "first");

      assertThat(readFromBeginning(running, 1)).containsExactly("first");
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_refused_with_advice() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("broker")))
        .isInstanceOf(EmbeddedPlatformException.class)
        .hasMessageContaining("--state-dir");
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      admin
          .createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedBroker broker, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> readFromBeginning(EmbeddedBroker broker, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(broker), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(10)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
