package io.reflux.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.broker.TestBroker;
import io.reflux.runtime.broker.TestClients;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.messages.DeadLetter;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class WorkQueueTest {

  @TempDir static Path directory;
  private static TestBroker broker;
  private static SchemaRegistry registry;
  private static QueueBench bench;

  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private final BlockingQueue<JobFailure> failures = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(directory);
    registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://queue"));
    bench = new QueueBench(broker, registry);
  }

  @AfterAll
  static void stopBroker() {
    bench.close();
    registry.close();
    broker.close();
  }

  @Test
  void a_job_that_was_there_before_the_workers_is_done_and_acknowledged() throws Exception {
    bench.submit("early");

    try (WorkQueue<TrainingJob> queue = start(TestJobs.work(1, 3), this::complete)) {
      bench.awaitAllAcknowledged();

      assertThat(queue.healthChecks().get(0).currentProblem()).isEmpty();
    }
    assertThat(taken).containsExactly("early@0");
    assertThat(bench.records(Topics.JOB_EVENTS, "early")).hasSize(1);
  }

  @Test
  void a_failing_job_comes_again_as_the_next_attempt() throws Exception {
    bench.submit("flaky");

    workUntilDone(TestJobs.work(1, 3), this::failOnFirstAttempt);

    assertThat(taken).containsExactly("flaky@0", "flaky@1");
    assertThat(failures)
        .containsExactly(new JobFailure("java.lang.IllegalStateException: not yet", "", 0, false));
    assertThat(bench.records(Topics.JOB_EVENTS, "flaky")).hasSize(1);
    assertThat(bench.deadLetters("flaky")).isEmpty();
  }

  @Test
  void a_job_that_keeps_failing_goes_to_the_dead_letters() throws Exception {
    bench.submit("hopeless");

    workUntilDone(TestJobs.work(1, 2), this::fail);

    assertThat(taken).containsExactly("hopeless@0", "hopeless@1");
    assertThat(failures).extracting(JobFailure::terminal).containsExactly(false, true);
    assertThat(bench.deadLetters("hopeless"))
        .singleElement()
        .satisfies(
            letter -> {
              DeadLetter cause = DeadLetter.read(letter.headers()).orElseThrow();
              assertThat(cause.cause()).isEqualTo("java.lang.IllegalStateException: never");
              assertThat(cause.topic()).isEqualTo("training-jobs");
              assertThat(cause.attempt()).isEqualTo(1);
              assertThat(letter.value())
                  .isEqualTo(bench.records(Topics.TRAINING_JOBS, "hopeless").get(1).value());
            });
  }

  @Test
  void bytes_that_are_no_job_go_to_the_dead_letters_and_the_queue_goes_on() throws Exception {
    byte[] noJob = "no job".getBytes(UTF_8);
    bench.submitBytes("broken", noJob);
    bench.submit("after-broken");

    workUntilDone(TestJobs.work(1, 3), this::complete);

    assertThat(taken).containsExactly("after-broken@0");
    assertThat(bench.deadLetters("broken"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(noJob))
        .satisfies(
            letter ->
                assertThat(DeadLetter.read(letter.headers()).orElseThrow().cause())
                    .contains("not Avro in Confluent's wire format"));
  }

  @Test
  void work_that_outlasts_the_lock_is_delivered_once() throws Exception {
    bench.submit("long");

    workUntilDone(
        TestJobs.work(2, 3),
        (job, context) -> {
          complete(job, context);
          assertThat(new CountDownLatch(1).await(5, SECONDS)).isFalse();
        });

    assertThat(taken).containsExactly("long@0");
    assertThat(failures).isEmpty();
  }

  @Test
  void two_workers_work_at_the_same_time() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    bench.submit("left", "right");

    workUntilDone(
        TestJobs.work(2, 1),
        (job, context) -> {
          meet(both);
          taken.add(job.getJobId() + "@" + context.attempt());
        });

    assertThat(taken).containsExactlyInAnyOrder("left@0", "right@0");
    assertThat(failures).isEmpty();
  }

  @Test
  void closing_gives_the_job_in_hand_back_as_the_same_attempt() throws Exception {
    bench.submit("interrupted");
    WorkQueue<TrainingJob> first =
        start(
            TestJobs.work(1, 2),
            (job, context) -> {
              taken.add(job.getJobId() + "@" + context.attempt());
              TestClients.eventually(context::cancelled);
              context.checkCancelled();
            });
    assertThat(taken.poll(TestClients.PATIENCE.toSeconds(), SECONDS)).isEqualTo("interrupted@0");

    first.close();

    workUntilDone(TestJobs.work(1, 2), this::complete);
    assertThat(taken).containsExactly("interrupted@0");
    assertThat(failures).isEmpty();
  }

  @Test
  void closing_interrupts_a_handler_that_does_not_look_up() throws Exception {
    bench.submit("deaf");
    WorkSettings impatient =
        new WorkSettings(1, 2, Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(100));
    WorkQueue<TrainingJob> first =
        start(
            impatient,
            (job, context) -> {
              taken.add("deaf");
              new CountDownLatch(1).await();
            });
    assertThat(taken.poll(TestClients.PATIENCE.toSeconds(), SECONDS)).isEqualTo("deaf");

    first.close();

    workUntilDone(TestJobs.work(1, 2), this::complete);
    assertThat(taken).containsExactly("deaf@0");
  }

  @Test
  void a_worker_that_vanished_counts_as_a_failed_attempt() throws Exception {
    bench.submit("orphan");
    bench.takeAndVanish();

    workUntilDone(TestJobs.work(1, 3), this::complete);

    assertThat(taken).containsExactly("orphan@1");
  }

  @Test
  void a_job_that_ends_its_workers_goes_to_the_dead_letters_unseen() throws Exception {
    bench.submit("poison");
    bench.takeAndVanish();

    workUntilDone(TestJobs.work(1, 1), this::complete);

    assertThat(taken).isEmpty();
    assertThat(bench.deadLetters("poison"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(DeadLetter.read(letter.headers()).orElseThrow().cause())
                    .isEqualTo("workers took the job 1 times and none of them ended it"));
  }

  @Test
  void jobs_of_aborted_transactions_are_never_seen() throws Exception {
    bench.submitAborted("aborted");
    bench.submit("committed");

    workUntilDone(TestJobs.work(1, 3), this::complete);

    assertThat(taken).containsExactly("committed@0");
  }

  @Test
  void a_lock_shorter_than_the_broker_allows_is_refused_at_the_start() {
    WorkSettings work =
        new WorkSettings(1, 3, Duration.ofMillis(10), Duration.ZERO, Duration.ofSeconds(1));

    try (WorkQueue<TrainingJob> queue = bench.queue(work, this::complete)) {
      assertThatExceptionOfType(ServiceFailedException.class)
          .isThrownBy(() -> queue.start(cause -> {}))
          .withMessageContaining("Kafka refuses the settings of share group training-jobs-workers");
    }
  }

  private void workUntilDone(WorkSettings work, JobHandler<TrainingJob> handler) {
    WorkQueue<TrainingJob> queue = start(work, handler);
    try {
      bench.awaitAllAcknowledged();
    } finally {
      queue.close();
    }
  }

  private WorkQueue<TrainingJob> start(WorkSettings work, JobHandler<TrainingJob> handler) {
    WorkQueue<TrainingJob> queue =
        bench.queue(
            work,
            new JobHandler<>() {
              @Override
              public void handle(TrainingJob job, JobContext context) throws InterruptedException {
                handler.handle(job, context);
              }

              @Override
              public void failed(TrainingJob job, JobFailure failure, JobContext context) {
                failures.add(failure);
              }
            });
    queue.start(
        cause -> {
          throw new AssertionError("the queue failed", cause);
        });
    return queue;
  }

  private void complete(TrainingJob job, JobContext context) {
    taken.add(job.getJobId() + "@" + context.attempt());
    context.publish(Topics.JOB_EVENTS, job.getJobId(), TestJobs.completed(job.getJobId()));
  }

  private void failOnFirstAttempt(TrainingJob job, JobContext context) {
    if (context.attempt() == 0) {
      taken.add(job.getJobId() + "@0");
      throw new IllegalStateException("not yet");
    }
    complete(job, context);
  }

  private void fail(TrainingJob job, JobContext context) {
    taken.add(job.getJobId() + "@" + context.attempt());
    throw new IllegalStateException("never");
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(20, SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
