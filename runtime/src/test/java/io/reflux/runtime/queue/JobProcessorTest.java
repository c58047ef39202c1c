package io.reflux.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.broker.TestClients;
import io.reflux.runtime.messages.DeadLetter;
import io.reflux.runtime.messages.PublishFailedException;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobProcessorTest {

  private static final int ATTEMPTS = 3;
  private static final TrainingJob JOB = TestJobs.job("job");

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://processor"));
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RecordPublisher publisher = new RecordPublisher(producer, registry);
  private final Cancellation cancellation = new Cancellation(TestClients.PATIENCE);
  private final List<JobFailure> failures = new ArrayList<>();

  @Test
  void results_are_published_before_the_job_is_completed() throws Exception {
    Outcome outcome =
        process(
            delivered(job(0), 1),
            (job, context) ->
                context.publish(Topics.JOB_EVENTS, job.getJobId(), TestJobs.completed("job")));

    assertThat(outcome).isEqualTo(Outcome.COMPLETED);
    assertThat(topics()).containsExactly("job-events");
  }

  @Test
  void a_result_that_kafka_refuses_is_a_failure() throws Exception {
    MockProducer<byte[], byte[]> refusing = refusingTheFirst();

    Outcome outcome =
        processor(
                refusing,
                (job, context) ->
                    context.publish(Topics.JOB_EVENTS, job.getJobId(), TestJobs.completed("job")))
            .process(delivered(job(0), 1), "worker", cancellation);

    assertThat(outcome).isEqualTo(Outcome.RETRIED);
    assertThat(failures).singleElement().extracting(JobFailure::cause).asString().contains("large");
  }

  @Test
  void the_next_attempt_is_one_higher_than_this_delivery() throws Exception {
    Outcome outcome = process(delivered(job(0), 2), failing(new IllegalStateException("no")));

    assertThat(outcome).isEqualTo(Outcome.RETRIED);
    assertThat(failures)
        .containsExactly(new JobFailure("java.lang.IllegalStateException: no", "", 1, false));
    assertThat(requeued()).isEqualTo(TestJobs.TYPE.withAttempt().apply(job(0), 2));
  }

  @Test
  void a_lasting_failure_is_not_tried_again() throws Exception {
    Outcome outcome =
        process(delivered(job(0), 1), failing(JobFailedException.lasting("bad plan", "fix it")));

    assertThat(outcome).isEqualTo(Outcome.GIVEN_UP);
    assertThat(failures).containsExactly(new JobFailure("bad plan", "fix it", 0, true));
    assertThat(topics()).containsExactly("dead-letters");
  }

  @Test
  void a_passing_failure_is_given_up_at_the_limit() throws Exception {
    JobFailedException passing =
        JobFailedException.passing("no file", "wait", new IllegalStateException("x"));

    assertThat(process(delivered(job(1), 1), failing(passing))).isEqualTo(Outcome.RETRIED);
    assertThat(process(delivered(job(2), 1), failing(passing))).isEqualTo(Outcome.GIVEN_UP);
    assertThat(topics()).containsExactly("training-jobs", "dead-letters");
  }

  @Test
  void a_dead_letter_has_the_bytes_and_says_where_they_came_from() throws Exception {
    ConsumerRecord<byte[], byte[]> record = delivered(job(2), 1);

    process(record, failing(new IllegalStateException("no")));

    ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
    assertThat(letter.value()).isEqualTo(record.value());
    assertThat(letter.key()).isEqualTo(record.key());
    assertThat(DeadLetter.read(letter.headers()))
        .contains(new DeadLetter("java.lang.IllegalStateException: no", "training-jobs", 0, 7, 2));
  }

  @Test
  void a_handler_that_cannot_tell_of_its_failure_does_not_keep_the_job() throws Exception {
    JobHandler<TrainingJob> speechless =
        new JobHandler<>() {
          @Override
          public void handle(TrainingJob job, JobContext context) {
            throw new IllegalStateException("no");
          }

          @Override
          public void failed(TrainingJob job, JobFailure failure, JobContext context) {
            throw new IllegalStateException("cannot speak");
          }
        };

    Outcome outcome =
        new JobProcessor<>(TestJobs.TYPE, speechless, TestJobs.work(1, ATTEMPTS), publisher)
            .process(delivered(job(0), 1), "worker", cancellation);

    assertThat(outcome).isEqualTo(Outcome.RETRIED);
  }

  @Test
  void a_cancelled_job_goes_back_as_the_same_attempt() throws Exception {
    Outcome outcome =
        process(
            delivered(job(1), 1),
            (job, context) -> {
              cancellation.close();
              context.checkCancelled();
            });

    assertThat(outcome).isEqualTo(Outcome.GIVEN_BACK);
    assertThat(requeued()).isEqualTo(job(1));
    assertThat(failures).isEmpty();
  }

  @Test
  void a_job_whose_lock_is_lost_is_left_to_whoever_has_it() throws Exception {
    Outcome outcome =
        process(
            delivered(job(0), 1),
            (job, context) -> {
              cancellation.loseLock();
              context.checkCancelled();
            });

    assertThat(outcome).isEqualTo(Outcome.RELEASED);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void work_that_is_finished_in_spite_of_a_cancellation_counts() throws Exception {
    Outcome outcome = process(delivered(job(0), 1), (job, context) -> cancellation.close());

    assertThat(outcome).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void a_record_without_a_value_is_no_job() throws Exception {
    Outcome outcome = process(record(null, 1), failing(new IllegalStateException("unreachable")));

    assertThat(outcome).isEqualTo(Outcome.UNREADABLE);
    assertThat(DeadLetter.read(producer.history().get(0).headers()).orElseThrow().cause())
        .isEqualTo("record of topic training-jobs has no value");
  }

  @Test
  void nothing_is_decided_when_the_word_of_a_failure_cannot_be_published() {
    MockProducer<byte[], byte[]> refusing = refusingTheFirst();

    assertThatExceptionOfType(PublishFailedException.class)
        .isThrownBy(
            () ->
                processor(refusing, failing(new IllegalStateException("no")))
                    .process(delivered(job(0), 1), "worker", cancellation))
        .withMessage("1 of 1 records were not acknowledged by Kafka");
  }

  private Outcome process(ConsumerRecord<byte[], byte[]> record, JobHandler<TrainingJob> handler)
      throws InterruptedException {
    return processor(producer, handler).process(record, "worker", cancellation);
  }

  private JobProcessor<TrainingJob> processor(
      MockProducer<byte[], byte[]> through, JobHandler<TrainingJob> handler) {
    JobHandler<TrainingJob> noting =
        new JobHandler<>() {
          @Override
          public void handle(TrainingJob job, JobContext context) throws InterruptedException {
            handler.handle(job, context);
          }

          @Override
          public void failed(TrainingJob job, JobFailure failure, JobContext context) {
            failures.add(failure);
          }
        };
    return new JobProcessor<>(
        TestJobs.TYPE, noting, TestJobs.work(1, ATTEMPTS), new RecordPublisher(through, registry));
  }

  /** A producer whose first record fails and whose others arrive. */
  private static MockProducer<byte[], byte[]> refusingTheFirst() {
    return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
      private boolean refused;

      @Override
      public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = super.send(record);
        if (refused) {
          completeNext();
        } else {
          errorNext(new RecordTooLargeException("too large"));
          refused = true;
        }
        return sent;
      }
    };
  }

  private static JobHandler<TrainingJob> failing(RuntimeException failure) {
    return (job, context) -> {
      throw failure;
    };
  }

  private List<String> topics() {
    return producer.history().stream().map(ProducerRecord::topic).toList();
  }

  private TrainingJob requeued() {
    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.topic()).isEqualTo("training-jobs");
    return Topics.TRAINING_JOBS
        .valueSerde(registry)
        .deserializer()
        .deserialize(record.topic(), record.value());
  }

  private static TrainingJob job(int attempt) {
    return TestJobs.TYPE.withAttempt().apply(JOB, attempt);
  }

  private ConsumerRecord<byte[], byte[]> delivered(TrainingJob job, int deliveryCount) {
    return record(
        Topics.TRAINING_JOBS.valueSerde(registry).serializer().serialize("training-jobs", job),
        deliveryCount);
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value, int deliveryCount) {
    return new ConsumerRecord<>(
        "training-jobs",
        0,
        7,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        "job".getBytes(UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty(),
        Optional.of((short) deliveryCount));
  }
}
