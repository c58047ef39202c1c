package io.reflux.runtime.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://publisher"));
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RecordPublisher publisher = new RecordPublisher(producer, registry);

  @Test
  void a_record_goes_to_the_partition_that_the_topic_says() {
    publisher.publication().publish(Topics.ATTACK_PLANS, "m-1|a-1", plan());

    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.partition()).isEqualTo(Topics.ATTACK_PLANS.partition("m-1|a-1"));
    assertThat(
            Topics.ATTACK_PLANS
                .valueSerde(registry)
                .deserializer()
                .deserialize("attack-plans", record.value()))
        .isEqualTo(plan());
  }

  @Test
  void a_key_that_is_not_made_as_the_topic_says_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> publisher.send(Topics.ATTACK_PLANS, "m-1", plan()))
        .withMessageContaining("modelId|attackId");
  }

  @Test
  void a_publication_counts_what_kafka_has_acknowledged() throws Exception {
    Publication publication = publisher.publication();
    publication.publish(Topics.ATTACK_PLANS, "m-1|a-1", plan());
    publication.publish(Topics.ATTACK_PLANS, "m-1|a-1", null);
    producer.completeNext();
    producer.completeNext();

    assertThat(publication.flush()).isEqualTo(2);
    assertThat(publication.flush()).isEqualTo(2);
  }

  @Test
  void a_publication_says_how_many_records_did_not_arrive() {
    Publication publication = publisher.publication();
    publication.publish(Topics.ATTACK_PLANS, "m-1|a-1", plan());
    publication.publish(Topics.ATTACK_PLANS, "m-1|a-2", plan());
    producer.errorNext(new TimeoutException("broker gone"));
    producer.completeNext();

    assertThatExceptionOfType(PublishFailedException.class)
        .isThrownBy(publication::flush)
        .withMessage("1 of 2 records were not acknowledged by Kafka")
        .withCauseInstanceOf(TimeoutException.class);
  }

  private static AttackPlan plan() {
    return AttackPlan.newBuilder()
        .setMeta(
            new EventMetas("test", "0", Clock.systemUTC()).derive("e-1", Instant.EPOCH, "plan"))
        .setModelId("m-1")
        .setAttackId("a-1")
        .setExpectedOutcomes(900)
        .setShards(10)
        .setMaxFeatures(112)
        .setFeatures(784)
        .setMode("jsma-f-float32")
        .setTheta(1)
        .setSpec("{}")
        .build();
  }
}
