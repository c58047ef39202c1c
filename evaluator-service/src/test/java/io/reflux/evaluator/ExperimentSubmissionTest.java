package io.reflux.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.evaluator.http.ExperimentSink.SubmissionFailedException;
import io.reflux.pipeline.experiment.Submission;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TrainingRequest;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ExperimentSubmissionTest {

  private static final Submission SUBMISSION =
      new Submission(
          "e-7",
          ExperimentRequested.newBuilder()
              .setDataset(DatasetRequest.newBuilder().setName("mnist").build())
              .setTraining(TrainingRequest.newBuilder().build())
              .build());

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://submission"));
  private final EventMetas metas =
      new EventMetas("evaluator", "r1", Clock.fixed(Records.START, ZoneOffset.UTC));

  @Test
  void a_submission_is_a_record_on_the_topic_of_experiments() throws InterruptedException {
    MockProducer<byte[], byte[]> producer = producer();

    String eventId =
        new ExperimentSubmission(new RecordPublisher(producer, registry), metas).submit(SUBMISSION);

    assertThat(producer.history()).hasSize(1);
    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    ExperimentEvent event =
        Topics.EXPERIMENTS
            .valueSerde(registry)
            .deserializer()
            .deserialize(record.topic(), record.value());
    assertThat(record.topic()).isEqualTo("experiments");
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("e-7");
    assertThat(event.getMeta().getEventId()).isEqualTo(eventId);
    assertThat(event.getMeta().getProducedAt()).isEqualTo(Records.START);
    assertThat(event.getBody()).isEqualTo(SUBMISSION.request());
  }

  @Test
  void what_kafka_does_not_acknowledge_has_failed() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return CompletableFuture.failedFuture(new TimeoutException("no broker"));
          }
        };

    assertThatThrownBy(
            () ->
                new ExperimentSubmission(new RecordPublisher(producer, registry), metas)
                    .submit(SUBMISSION))
        .isInstanceOf(SubmissionFailedException.class)
        .hasMessage("Kafka has not acknowledged the experiment");
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
