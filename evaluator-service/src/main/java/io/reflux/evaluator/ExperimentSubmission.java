package io.reflux.evaluator;

import io.reflux.evaluator.http.ExperimentSink;
import io.reflux.pipeline.experiment.Submission;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts submitted experiments on their topic. */
final class ExperimentSubmission implements ExperimentSink {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RecordPublisher publisher;
  private final EventMetas metas;

  ExperimentSubmission(RecordPublisher publisher, EventMetas metas) {
    this.publisher = publisher;
    this.metas = metas;
  }

  @Override
  public String submit(Submission submission) throws InterruptedException {
    ExperimentEvent event = submission.event(metas);
    try {
      publisher
          .send(Topics.EXPERIMENTS, submission.experimentId(), event)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new SubmissionFailedException("Kafka has not acknowledged the experiment", e);
    }
    return event.getMeta().getEventId();
  }
}
