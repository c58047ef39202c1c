package io.reflux.runtime.jobs;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;

/** Writes the events of one delivery of one job. Progress is thinned out to two events a second. */
public final class JobReporter {

  private static final long PROGRESS_NANOS = Duration.ofMillis(500).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;

  private final JobSubject subject;
  private final JobContext context;
  private final EventMetas metas;
  private final long begin = System.nanoTime();
  private long lastProgress = begin - PROGRESS_NANOS;

  /** A reporter of the job that the context belongs to. */
  public JobReporter(JobSubject subject, JobContext context, EventMetas metas) {
    this.subject = subject;
    this.context = context;
    this.metas = metas;
  }

  /** A worker has begun. */
  public void started() {
    publish(JobStarted.newBuilder().setWorker(context.worker()).build());
  }

  /**
   * The work goes on.
   *
   * @param done how much is done
   * @param total how much there is to do
   * @param unit what is counted, such as {@code images}
   * @param detail a few words for people
   */
  public void progressed(long done, long total, String unit, String detail) {
    long now = System.nanoTime();
    if (now - lastProgress >= PROGRESS_NANOS) {
      lastProgress = now;
      publish(
          JobProgressed.newBuilder()
              .setDone(done)
              .setTotal(total)
              .setUnit(unit)
              .setDetail(detail)
              .build());
    }
  }

  /** The work is done, and its results are published. */
  public void completed() {
    publish(JobCompleted.newBuilder().setSeconds(seconds()).build());
  }

  /** The work was given up because nobody wants it any more. */
  public void cancelled(String reason) {
    publish(JobCancelled.newBuilder().setReason(reason).build());
  }

  /** An attempt failed. */
  public void failed(JobFailure failure) {
    publish(
        JobFailed.newBuilder()
            .setCause(failure.cause())
            .setAdvice(failure.advice())
            .setTerminal(failure.terminal())
            .build());
  }

  /** Wall-clock time since this reporter was made, seconds. */
  public double seconds() {
    return (System.nanoTime() - begin) / NANOS_PER_SECOND;
  }

  private void publish(Object body) {
    context.publish(
        Topics.JOB_EVENTS,
        subject.jobId(),
        JobEvent.newBuilder()
            .setMeta(metas.create(subject.experimentId(), context.attempt()))
            .setJobId(subject.jobId())
            .setKind(subject.kind())
            .setModelId(subject.modelId())
            .setAttackId(subject.attackId().orElse(null))
            .setBody(body)
            .build());
  }
}
