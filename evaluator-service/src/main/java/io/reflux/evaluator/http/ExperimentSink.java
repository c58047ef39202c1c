package io.reflux.evaluator.http;

import io.reflux.pipeline.experiment.Submission;

/** Takes submitted experiments. */
@FunctionalInterface
public interface ExperimentSink {

  /**
   * Puts a request on its topic, and waits until Kafka has it.
   *
   * @return the event id of the request, which its report will name
   * @throws SubmissionFailedException if Kafka does not acknowledge it in time
   * @throws InterruptedException if the wait is interrupted
   */
  String submit(Submission submission) throws InterruptedException;

  /** Kafka has not acknowledged a request. */
  final class SubmissionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what told of it. */
    public SubmissionFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
