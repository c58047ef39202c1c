package io.reflux.runtime.queue;

import io.reflux.runtime.messages.DeadLetter;
import io.reflux.runtime.messages.Publication;
import io.reflux.runtime.messages.PublishFailedException;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.queue.JobReader.UnreadableJobException;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one delivered record to its outcome: everything between the record being taken and being
 * acknowledged. Whatever it returns, the records that belong to that outcome are in Kafka. What it
 * throws is the environment's fault, and the record is then left to the broker.
 *
 * <p>A worker that dies leaves no word behind; the broker's delivery count tells of it, so that the
 * attempt is what the job says and one more for each earlier delivery of the same record.
 */
final class JobProcessor<J> {

  private static final Logger LOG = LoggerFactory.getLogger(JobProcessor.class);

  private final JobType<J> type;
  private final JobHandler<J> handler;
  private final WorkSettings settings;
  private final RecordPublisher publisher;
  private final JobReader<J> reader;

  JobProcessor(
      JobType<J> type, JobHandler<J> handler, WorkSettings settings, RecordPublisher publisher) {
    this.type = type;
    this.handler = handler;
    this.settings = settings;
    this.publisher = publisher;
    this.reader = new JobReader<>(type, publisher, settings);
  }

  /**
   * Works on a record.
   *
   * @throws PublishFailedException if Kafka did not acknowledge the word of a failure
   * @throws io.reflux.schemas.registry.SchemaRegistryException if the registry does not answer
   * @throws InterruptedException if the thread is interrupted outside the handler
   */
  Outcome process(ConsumerRecord<byte[], byte[]> record, String worker, Cancellation cancellation)
      throws InterruptedException {
    try {
      J job = reader.read(record, cancellation);
      int attempt = type.attemptOf().applyAsInt(job) + earlierDeliveries(record);
      return work(new Delivery<>(record, job, attempt, worker, cancellation));
    } catch (UnreadableJobException e) {
      String cause = String.valueOf(e.getMessage());
      LOG.warn("offset {} of {} is no job: {}", record.offset(), type.topic(), cause);
      Publication publication = publisher.publication();
      publication.publish(DeadLetter.of(record, cause, 0).record(record));
      publication.flush();
      return Outcome.UNREADABLE;
    }
  }

  private Outcome work(Delivery<J> delivery) throws InterruptedException {
    if (delivery.attempt() >= settings.attempts()) {
      return fail(delivery, vanished(delivery.attempt()));
    }
    try {
      Publication results = publisher.publication();
      handler.handle(delivery.job(), delivery.context(results));
      results.flush();
      return Outcome.COMPLETED;
    } catch (InterruptedException | RuntimeException e) {
      return delivery.cancellation().cancelled()
          ? giveBack(delivery)
          : fail(delivery, failure(delivery, e));
    }
  }

  private Outcome fail(Delivery<J> delivery, JobFailure failure) throws InterruptedException {
    LOG.warn(
        "{} failed at attempt {} of {}{}: {}",
        type.idOf().apply(delivery.job()),
        failure.attempt() + 1,
        settings.attempts(),
        failure.terminal() ? " and is given up" : "",
        failure.cause());
    Publication publication = publisher.publication();
    tellHandler(delivery, failure, publication);
    if (failure.terminal()) {
      publication.publish(
          DeadLetter.of(delivery.record(), failure.cause(), failure.attempt())
              .record(delivery.record()));
    } else {
      delivery.cancellation().await(settings.delayAfter(failure.attempt()));
      enqueue(delivery.job(), failure.attempt() + 1, publication);
    }
    publication.flush();
    return failure.terminal() ? Outcome.GIVEN_UP : Outcome.RETRIED;
  }

  /**
   * Puts a cancelled job back as the same attempt. Releasing it to the broker would count a clean
   * stop as a failed attempt; that remains for when Kafka does not take the record.
   */
  private Outcome giveBack(Delivery<J> delivery) throws InterruptedException {
    Thread.interrupted();
    if (delivery.cancellation().lockLost()) {
      return Outcome.RELEASED;
    }
    try {
      Publication publication = publisher.publication();
      enqueue(delivery.job(), delivery.attempt(), publication);
      publication.flush();
      return Outcome.GIVEN_BACK;
    } catch (PublishFailedException e) {
      LOG.warn("{} is left to the broker: {}", type.idOf().apply(delivery.job()), e.toString());
      return Outcome.RELEASED;
    }
  }

  private void enqueue(J job, int attempt, Publication publication) {
    publication.publish(
        type.topic(), type.idOf().apply(job), type.withAttempt().apply(job, attempt));
  }

  private void tellHandler(Delivery<J> delivery, JobFailure failure, Publication publication) {
    try {
      handler.failed(delivery.job(), failure, delivery.context(publication));
    } catch (RuntimeException e) {
      LOG.warn("the handler could not tell of the failure", e);
    }
  }

  private JobFailure failure(Delivery<J> delivery, Exception cause) {
    boolean last = delivery.attempt() + 1 >= settings.attempts();
    if (cause instanceof JobFailedException known) {
      return new JobFailure(
          String.valueOf(known.getMessage()),
          known.advice(),
          delivery.attempt(),
          last || !known.retryable());
    }
    LOG.debug("unforeseen failure", cause);
    return new JobFailure(describe(cause), "", delivery.attempt(), last);
  }

  private static JobFailure vanished(int attempt) {
    return new JobFailure(
        "workers took the job " + attempt + " times and none of them ended it",
        "look for what ended them, such as too little memory",
        attempt,
        true);
  }

  private static String describe(Throwable cause) {
    return cause.getCause() == null ? cause.toString() : cause + ": " + cause.getCause();
  }

  private static int earlierDeliveries(ConsumerRecord<byte[], byte[]> record) {
    return record.deliveryCount().map(count -> count - 1).orElse(0);
  }

  private record Delivery<J>(
      ConsumerRecord<byte[], byte[]> record,
      J job,
      int attempt,
      String worker,
      Cancellation cancellation) {

    JobContext context(Publication publication) {
      return new DeliveryContext(this, publication);
    }
  }

  private record DeliveryContext(Delivery<?> delivery, Publication publication)
      implements JobContext {

    @Override
    public int attempt() {
      return delivery.attempt();
    }

    @Override
    public String worker() {
      return delivery.worker();
    }

    @Override
    public boolean cancelled() {
      return delivery.cancellation().cancelled();
    }

    @Override
    public <V> void publish(Topic<V> topic, String key, V value) {
      publication.publish(topic, key, value);
    }

    @Override
    public void flush() throws InterruptedException {
      publication.flush();
    }
  }
}
