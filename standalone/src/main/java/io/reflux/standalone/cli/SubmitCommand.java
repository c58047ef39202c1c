package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.ExperimentSubmission;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reflux submit}: asks a running cluster for an experiment. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits an experiment to a cluster whose services are running, and prints its id.",
      "Submitting the same experiment twice does no work twice."
    })
final class SubmitCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExperimentOptions experiment = new ExperimentOptions();
  @Mixin private ClusterOptions options = new ClusterOptions();

  SubmitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    ExperimentRequested request = experiment.read();
    session.logs().open(session.cacheDirectory().resolve("reflux.log"));
    Submission submission = experiment.complete(request, session);
    try (Cluster cluster = Cluster.connect(options.settings(session.environment()))) {
      new ExperimentSubmission(cluster, Clock.systemUTC()).submit(submission);
    }
    session.print(List.of(submission.experimentId()));
    session.say("follow it with: reflux watch " + submission.experimentId());
    return ExitStatus.OK;
  }
}
