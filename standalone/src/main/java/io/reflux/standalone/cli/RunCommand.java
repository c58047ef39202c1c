package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.schemas.avro.ExperimentRequested;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reflux run}: everything in one process, from the experiment to the report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an experiment with everything in one process, from the images to the report.",
      "Starts a Kafka broker, a schema registry and the services, shows how far the experiment is,"
          + " prints its result and writes report.html, report.json and CSV files.",
      "With --state-dir the same command resumes where an earlier one stopped."
    })
final class RunCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExperimentOptions experiment = new ExperimentOptions();

  @Mixin private RunOptions options = new RunOptions();

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    ExperimentRequested request = experiment.read();
    options.prepare(session);
    Submission submission = experiment.complete(request, session);
    experiment.images().load(submission.request(), session);
    session.say("experiment " + submission.experimentId() + " (" + experiment.name() + ")");
    return options.run(
        session,
        new RunSubject(submission, Optional.empty(), experiment.images().datasetDirectory()));
  }
}
