package io.reflux.runtime.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.messages.PublishFailedException;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.runtime.settings.WorkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from a topic and gives each to a handler, in as many threads as there are workers.
 *
 * <p>What holds: a job is acknowledged only after Kafka has acknowledged all that its handler
 * published, so that no result is lost; a job may be delivered again after a crash or a lost
 * connection, so that results must be keyed by what they are; a job that keeps failing, or whose
 * bytes are no job, ends in the dead letters with its cause, and the queue goes on.
 *
 * @param <J> the record class of the jobs
 */
public final class WorkQueue<J> implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

  private final JobType<J> type;
  private final ShareGroup group;
  private final WorkSettings settings;
  private final JobProcessor<J> processor;
  private final MeterRegistry meters;
  private final List<QueueWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean closing;

  /**
   * A queue that starts when it is told to.
   *
   * @param type the kind of jobs
   * @param handler does the work; called by several threads if there are several workers
   * @param settings where Kafka is, and how jobs are worked on
   * @param publisher writes results, retries and dead letters; stays open
   * @param meters where deliveries are counted and timed, as {@code reflux.jobs}
   */
  public WorkQueue(
      JobType<J> type,
      JobHandler<J> handler,
      RuntimeSettings settings,
      RecordPublisher publisher,
      MeterRegistry meters) {
    this.type = type;
    this.settings = settings.work();
    this.group =
        new ShareGroup(settings.kafka(), type.topic().name(), type.group(), settings.work().lock());
    this.processor = new JobProcessor<>(type, handler, settings.work(), publisher);
    this.meters = meters;
  }

  @Override
  public String name() {
    return type.topic().name() + " queue";
  }

  /**
   * Prepares the share group and starts the workers.
   *
   * @throws ServiceFailedException if the broker does not answer or the topic does not exist
   */
  @Override
  public void start(FailureListener failures) {
    group.prepare();
    for (int number = 0; number < settings.workers(); number++) {
      String workerName = type.group() + "-" + number;
      QueueWorker worker =
          new QueueWorker(
              workerName, group.consumer(workerName), processor, settings, this::record);
      workers.add(worker);
      Thread thread = QueueWorker.daemon(() -> run(worker, failures), workerName);
      threads.add(thread);
      running.incrementAndGet();
      thread.start();
    }
  }

  /**
   * Cancels the jobs in hand and waits for their handlers, for the close timeout and a little more
   * at the most. A job that was cut short goes back to the queue.
   *
   * @throws ServiceFailedException if a worker did not end in that time
   */
  @Override
  public void close() {
    closing = true;
    workers.forEach(QueueWorker::requestClose);
    long deadline = System.nanoTime() + QueueWorker.longestClose(settings).toNanos();
    for (Thread thread : threads) {
      join(thread, Duration.ofNanos(deadline - System.nanoTime()));
    }
  }

  /** That every worker runs. */
  @Override
  public List<HealthCheck> healthChecks() {
    return List.of(new HealthCheck(name(), this::missingWorkers));
  }

  private void run(QueueWorker worker, FailureListener failures) {
    try {
      worker.run();
    } catch (KafkaException | PublishFailedException e) {
      failures.failed(new ServiceFailedException("the " + name() + " cannot go on", e));
    } catch (RuntimeException | Error e) {
      failures.failed(e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void record(Outcome outcome, Duration duration) {
    LOG.debug("{}: a delivery ended {} after {}", name(), outcome.tag(), duration);
    Timer.builder("reflux.jobs")
        .description("Deliveries of jobs by outcome")
        .tag("queue", type.topic().name())
        .tag("outcome", outcome.tag())
        .register(meters)
        .record(duration);
  }

  private Optional<String> missingWorkers() {
    int alive = running.get();
    if (closing) {
      return Optional.of("is closing");
    }
    return alive == settings.workers()
        ? Optional.empty()
        : Optional.of(alive + " of " + settings.workers() + " workers run");
  }

  private static void join(Thread thread, Duration timeout) {
    try {
      thread.join(Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new ServiceFailedException("worker " + thread.getName() + " did not end in time");
    }
  }
}
