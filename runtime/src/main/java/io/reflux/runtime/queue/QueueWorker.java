package io.reflux.runtime.queue;

import io.reflux.runtime.settings.WorkSettings;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: a thread that owns a share consumer, and a second one in which the handler works.
 *
 * <p>The first thread takes a record, hands it to the second, and renews the lock until the work is
 * done: it acknowledges with RENEW, commits, and polls, which returns the same record again. While
 * a record is renewed its consumer fetches nothing else. When the lock is lost all the same, since
 * the connection or the partition's leader went away, the work is cancelled and nothing is
 * acknowledged: somebody else has the job.
 */
final class QueueWorker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONSUMER_CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** How long a handler has to end after its thread was interrupted. */
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  /** Several renewals fit in one lock, so that a late one loses nothing. */
  private static final int RENEWALS_PER_LOCK = 3;

  private final String name;
  private final ShareConsumer<byte[], byte[]> consumer;
  private final JobProcessor<?> processor;
  private final WorkSettings settings;
  private final BiConsumer<Outcome, Duration> ended;
  private final ExecutorService hands;
  private volatile Cancellation current;
  private volatile boolean closing;
  private volatile long closeDeadline;

  /**
   * A worker that starts when it is run.
   *
   * @param name of the worker, for threads and events
   * @param consumer subscribed already; closed at the end of the run
   * @param ended is told of each delivery's outcome and duration
   */
  QueueWorker(
      String name,
      ShareConsumer<byte[], byte[]> consumer,
      JobProcessor<?> processor,
      WorkSettings settings,
      BiConsumer<Outcome, Duration> ended) {
    this.name = name;
    this.consumer = consumer;
    this.processor = processor;
    this.settings = settings;
    this.ended = ended;
    this.current = new Cancellation(settings.lock());
    this.hands = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-job"));
  }

  /** The longest that a worker takes to end after {@link #requestClose}. */
  static Duration longestClose(WorkSettings settings) {
    return settings
        .closeTimeout()
        .plus(AFTER_INTERRUPT)
        .plus(COMMIT_TIMEOUT)
        .plus(CONSUMER_CLOSE_TIMEOUT);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Takes jobs until it is asked to close; throws what makes it impossible to go on. */
  @Override
  public void run() {
    try {
      while (!closing) {
        take(consumer.poll(POLL).iterator());
      }
    } finally {
      current.close();
      hands.shutdownNow();
      consumer.close(CONSUMER_CLOSE_TIMEOUT);
    }
  }

  /** Cancels the work in hand and takes no more; returns at once. */
  void requestClose() {
    closeDeadline = System.nanoTime() + settings.closeTimeout().toNanos();
    closing = true;
    current.close();
  }

  /** Works on the first record; more than one is not expected, and given back if it happens. */
  private void take(Iterator<ConsumerRecord<byte[], byte[]>> records) {
    if (records.hasNext()) {
      ConsumerRecord<byte[], byte[]> record = records.next();
      records.forEachRemaining(more -> consumer.acknowledge(more, AcknowledgeType.RELEASE));
      work(record);
    }
  }

  private void work(ConsumerRecord<byte[], byte[]> record) {
    long start = System.nanoTime();
    Cancellation cancellation = begin();
    Future<Outcome> work = hands.submit(() -> processor.process(record, name, cancellation));
    Outcome outcome = awaitAndRenew(work, record, cancellation);
    if (!cancellation.lockLost()) {
      acknowledge(record, outcome);
    }
    ended.accept(outcome, Duration.ofNanos(System.nanoTime() - start));
  }

  private Cancellation begin() {
    Cancellation cancellation = new Cancellation(settings.lock());
    current = cancellation;
    if (closing) {
      cancellation.close();
    }
    return cancellation;
  }

  private Outcome awaitAndRenew(
      Future<Outcome> work, ConsumerRecord<byte[], byte[]> record, Cancellation cancellation) {
    Duration interval = settings.lock().dividedBy(RENEWALS_PER_LOCK);
    Duration slice = interval.compareTo(POLL) < 0 ? interval : POLL;
    long renewAt = System.nanoTime() + interval.toNanos();
    while (true) {
      Optional<Outcome> outcome = await(work, slice);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      if (closing && System.nanoTime() - closeDeadline > 0) {
        return interrupt(work);
      }
      if (!cancellation.lockLost() && System.nanoTime() - renewAt > 0) {
        long asked = System.nanoTime();
        renewAt = asked + interval.toNanos();
        if (renew(record)) {
          cancellation.renewed(asked);
        } else {
          cancellation.loseLock();
        }
      }
    }
  }

  /** The outcome, if there is one after that time. */
  private static Optional<Outcome> await(Future<Outcome> work, Duration duration) {
    try {
      return Optional.of(work.get(duration.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      return Optional.of(outcomeOf(e.getCause()));
    }
  }

  private static Outcome outcomeOf(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    return Outcome.RELEASED;
  }

  private Outcome interrupt(Future<Outcome> work) {
    LOG.warn("{}: interrupting the job in hand, which did not end when it was cancelled", name);
    hands.shutdownNow();
    Optional<Outcome> outcome = await(work, AFTER_INTERRUPT);
    if (outcome.isEmpty()) {
      LOG.error("{}: leaving the job in hand to the broker, it cannot be interrupted", name);
    }
    return outcome.orElse(Outcome.RELEASED);
  }

  /** Extends the lock by its full length; false if it is lost. */
  private boolean renew(ConsumerRecord<byte[], byte[]> record) {
    try {
      consumer.acknowledge(record, AcknowledgeType.RENEW);
      boolean renewed = commit() && comesBack(record);
      if (!renewed) {
        LOG.warn("{}: lost the lock on offset {}", name, record.offset());
      }
      return renewed;
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("{}: lost the lock on offset {}: {}", name, record.offset(), e.toString());
      return false;
    }
  }

  /** Takes a renewed record into hand again, so that it can be acknowledged. */
  private boolean comesBack(ConsumerRecord<byte[], byte[]> record) {
    boolean found = false;
    for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
      if (polled.offset() == record.offset() && polled.partition() == record.partition()) {
        found = true;
      } else {
        consumer.acknowledge(polled, AcknowledgeType.RELEASE);
      }
    }
    return found;
  }

  private void acknowledge(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
    try {
      consumer.acknowledge(record, outcome.acknowledgement());
      if (!commit()) {
        LOG.warn("{}: offset {} may be delivered again", name, record.offset());
      }
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("{}: offset {} may be delivered again: {}", name, record.offset(), e.toString());
    }
  }

  /** Whether the broker took every acknowledgement; it can also say nothing about one. */
  private boolean commit() {
    Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync(COMMIT_TIMEOUT);
    results.values().stream()
        .flatMap(Optional::stream)
        .forEach(e -> LOG.warn("{}: acknowledgement refused: {}", name, e.toString()));
    return !results.isEmpty() && results.values().stream().allMatch(Optional::isEmpty);
  }
}
