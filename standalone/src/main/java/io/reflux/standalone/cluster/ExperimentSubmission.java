package io.reflux.standalone.cluster;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.time.Instant;

/**
 * Puts requests for experiments, and their withdrawals, on their topic. Asking twice does no harm.
 */
public final class ExperimentSubmission {

  private final RecordSender sender;
  private final EventMetas metas;

  /** Submissions to a cluster. */
  public ExperimentSubmission(Cluster cluster, Clock clock) {
    this.sender = new RecordSender(cluster);
    this.metas = new EventMetas(RecordSender.PRODUCER, RuntimeSettings.buildVersion(), clock);
  }

  /**
   * Submits a request and waits until the cluster has it.
   *
   * @return when the request was made, by the clock of this machine
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws InterruptedException if the wait is interrupted
   */
  public Instant submit(Submission submission) throws InterruptedException {
    return publish(submission.event(metas));
  }

  /**
   * Withdraws an experiment and waits until the cluster knows.
   *
   * @param reason for the report
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws InterruptedException if the wait is interrupted
   */
  public void withdraw(String experimentId, String reason) throws InterruptedException {
    publish(
        ExperimentEvent.newBuilder()
            .setMeta(metas.create(experimentId, 0))
            .setExperimentId(experimentId)
            .setBody(new ExperimentCancelled(reason))
            .build());
  }

  private Instant publish(ExperimentEvent event) throws InterruptedException {
    sender.send(Topics.EXPERIMENTS, event.getExperimentId(), event);
    return event.getMeta().getProducedAt();
  }
}
