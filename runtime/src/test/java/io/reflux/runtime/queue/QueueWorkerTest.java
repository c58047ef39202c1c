package io.reflux.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.broker.TestClients;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueueWorkerTest {

  private static final TopicIdPartition PARTITION =
      new TopicIdPartition(Uuid.ONE_UUID, new TopicPartition("training-jobs", 0));

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://worker"));
  private final ScriptedConsumer consumer = new ScriptedConsumer();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  @Test
  void a_job_is_acknowledged_when_its_handler_has_returned() throws Exception {
    consumer.deliver(job());

    runUntilFirstOutcome(worker((job, context) -> {}));

    assertThat(outcomes).containsExactly(Outcome.COMPLETED);
    assertThat(consumer.acknowledged).containsExactly(AcknowledgeType.ACCEPT);
  }

  @Test
  void a_lock_is_renewed_while_the_handler_works() throws Exception {
    consumer.deliver(job());

    runUntilFirstOutcome(
        worker((job, context) -> assertThat(consumer.renewals.await(20, SECONDS)).isTrue()));

    assertThat(outcomes).containsExactly(Outcome.COMPLETED);
    assertThat(consumer.acknowledged)
        .startsWith(AcknowledgeType.RENEW, AcknowledgeType.RENEW)
        .endsWith(AcknowledgeType.ACCEPT);
  }

  @Test
  void a_lost_lock_cancels_the_work_and_acknowledges_nothing() throws Exception {
    consumer.deliver(job());
    consumer.refuse = true;

    runUntilFirstOutcome(
        worker(
            (job, context) -> {
              TestClients.eventually(context::cancelled);
              context.checkCancelled();
            }));

    assertThat(outcomes).containsExactly(Outcome.RELEASED);
    assertThat(consumer.acknowledged).containsExactly(AcknowledgeType.RENEW);
  }

  @Test
  void a_lock_that_nobody_renewed_is_lost_although_the_client_still_waits() throws Exception {
    consumer.deliver(job());
    CountDownLatch cancelled = new CountDownLatch(1);
    consumer.answers = cancelled;

    runUntilFirstOutcome(
        worker(
            (job, context) -> {
              TestClients.eventually(context::cancelled);
              cancelled.countDown();
              context.checkCancelled();
            }));

    assertThat(outcomes).containsExactly(Outcome.RELEASED);
    assertThat(consumer.acknowledged).containsExactly(AcknowledgeType.RENEW);
  }

  @Test
  void a_second_record_is_given_back_untouched() throws Exception {
    consumer.deliver(job());
    consumer.deliver(job());

    runUntilFirstOutcome(worker((job, context) -> {}));

    assertThat(consumer.acknowledged)
        .containsExactly(AcknowledgeType.RELEASE, AcknowledgeType.ACCEPT);
  }

  @Test
  void an_error_in_the_handler_ends_the_worker() {
    consumer.deliver(job());
    QueueWorker worker =
        worker(
            (job, context) -> {
              throw new OutOfMemoryError("heap");
            });

    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(worker::run);
    assertThat(consumer.acknowledged).isEmpty();
  }

  private QueueWorker worker(JobHandler<TrainingJob> handler) {
    WorkSettings settings =
        new WorkSettings(
            1, 3, Duration.ofMillis(1_500), Duration.ZERO, TestClients.PATIENCE.dividedBy(2));
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    return new QueueWorker(
        "worker",
        consumer,
        new JobProcessor<>(
            TestJobs.TYPE, handler, settings, new RecordPublisher(producer, registry)),
        settings,
        (outcome, duration) -> outcomes.add(outcome));
  }

  private void runUntilFirstOutcome(QueueWorker worker) throws InterruptedException {
    Thread thread = new Thread(worker, "worker-under-test");
    thread.start();
    TestClients.eventually(() -> !outcomes.isEmpty());
    worker.requestClose();
    thread.join();
  }

  private byte[] job() {
    return TestJobs.TYPE
        .topic()
        .valueSerde(registry)
        .serializer()
        .serialize("training-jobs", TestJobs.job("job"));
  }

  /** Remembers acknowledgements, returns renewed records again, and refuses when told to. */
  private static final class ScriptedConsumer extends MockShareConsumer<byte[], byte[]> {

    final List<AcknowledgeType> acknowledged = new CopyOnWriteArrayList<>();
    final CountDownLatch renewals = new CountDownLatch(2);
    volatile boolean refuse;
    volatile CountDownLatch answers = new CountDownLatch(0);
    private long offset;

    ScriptedConsumer() {
      subscribe(List.of("training-jobs"));
    }

    void deliver(byte[] value) {
      addRecord(new ConsumerRecord<>("training-jobs", 0, offset++, "job".getBytes(UTF_8), value));
    }

    @Override
    public synchronized void acknowledge(
        ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
      acknowledged.add(type);
      if (type == AcknowledgeType.RENEW && !refuse) {
        addRecord(record);
        renewals.countDown();
      }
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(
        Duration timeout) {
      awaitAnswers();
      return Map.of(
          PARTITION,
          refuse ? Optional.of(new InvalidRecordStateException("not yours")) : Optional.empty());
    }

    private void awaitAnswers() {
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }
}
