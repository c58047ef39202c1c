package io.reflux.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

final class TopicAdminTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final MockAdminClient cluster = MockAdminClient.create().numBrokers(1).build();
  private final TopicAdmin admin = new TopicAdmin(cluster, "kafka:9092", TIMEOUT);

  @Test
  void missing_topics_are_created_as_the_catalogue_says()
      throws ExecutionException, InterruptedException {
    List<String> created = admin.ensure(Topics.all(), (short) 1);

    assertThat(created).hasSameSizeAs(Topics.all()).startsWith("experiments", "external-models");
    assertThat(cluster.describeTopics(List.of("attack-outcomes")).allTopicNames().get())
        .hasEntrySatisfying("attack-outcomes", topic -> assertThat(topic.partitions()).hasSize(6));
  }

  @Test
  void running_it_again_creates_nothing() {
    admin.ensure(Topics.all(), (short) 1);

    assertThat(admin.ensure(Topics.all(), (short) 1)).isEmpty();
  }

  @Test
  void existing_topics_that_differ_are_refused_before_anything_is_created()
      throws ExecutionException, InterruptedException {
    cluster
        .createTopics(
            List.of(
                new NewTopic("experiments", 4, (short) 1).configs(Topics.EXPERIMENTS.settings()),
                new NewTopic("job-events", 1, (short) 1)
                    .configs(Map.of("cleanup.policy", "delete", "retention.ms", "1000"))))
        .all()
        .get();

    assertThatExceptionOfType(TopicMismatchException.class)
        .isThrownBy(() -> admin.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT))
        .withMessageContaining("topic experiments: partitions is 4, expected 1")
        .withMessageContaining(
            "topic job-events: cleanup.policy is delete, expected compact,delete")
        .withMessageContaining("topic job-events: retention.ms is 1000, expected 2592000000");
    assertThat(cluster.listTopics().names().get()).containsOnly("experiments", "job-events");
  }

  @Test
  void brokers_that_learn_of_the_topics_later_are_waited_for() {
    AtomicInteger looks = new AtomicInteger();
    Node broker = new Node(0, "kafka", 9092);
    MockAdminClient late =
        new MockAdminClient(List.of(broker), broker) {
          @Override
          public synchronized ListTopicsResult listTopics(ListTopicsOptions options) {
            return looks.incrementAndGet() < 4
                ? new MockAdminClient().listTopics(options)
                : super.listTopics(options);
          }
        };

    List<String> created =
        new TopicAdmin(late, "kafka:9092", TIMEOUT).ensure(Topics.all(), (short) 1);

    assertThat(created).hasSameSizeAs(Topics.all());
    assertThat(looks).hasValue(4);
  }

  @Test
  void a_refusal_of_the_broker_names_topic_and_cause() {
    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> admin.ensure(List.of(Topics.EXPERIMENTS), (short) 3))
        .withMessageStartingWith("Kafka at kafka:9092 refused while creating topic experiments (");
  }

  @Test
  void a_broker_that_does_not_answer_is_named() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String servers = "127.0.0.1:" + silent.getLocalPort();
      try (TopicAdmin unanswered =
          TopicAdmin.connect(Map.of("bootstrap.servers", servers), Duration.ofMillis(300))) {

        assertThatExceptionOfType(TopicSetupException.class)
            .isThrownBy(() -> unanswered.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT))
            .withMessage(
                "no Kafka broker answered at %s within 300 ms while listing the topics;"
                    + " check the address and that the broker runs",
                servers);
      }
    }
  }

  @Test
  void an_address_that_is_none_is_named() {
    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> TopicAdmin.connect(Map.of("bootstrap.servers", "nowhere"), TIMEOUT))
        .withMessageStartingWith("cannot connect to Kafka at nowhere (Invalid url");
  }
}
