package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.standalone.embedded.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reflux-out",
      description = "Where to write the report. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("reflux-out");

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where to keep topics, schemas and weights. Default: nothing is kept.")
  private @Nullable Path stateDirectory;

  @Option(
      names = "--keep-alive",
      description = "Keep the services and the dashboard up after the report, until Ctrl-C.")
  private boolean keepAlive;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The dashboard's port on 127.0.0.1. Default: any free one.")
  private int port;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Spec private @Nullable CommandSpec spec;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (cluster.given() && !cluster.complete()) {
      throw usage("to run on a cluster give both --bootstrap-servers and --schema-registry");
    }
    if (port < 0 || port > 65_535) {
      throw usage("--port must be in [0, 65535], was " + port);
    }
    ExperimentRequested request = experiment.read();
    LoopbackPorts.requireFree(port);
    ReportFiles.prepare(out);
    session.logs().open(out.resolve("reflux.log"));
    Submission submission = experiment.complete(request, session);
    experiment.requireImages(submission.request(), session);
    session.say("experiment " + submission.experimentId() + " (" + experiment.name() + ")");
    RunPlan plan = new RunPlan(submission, out, port, keepAlive);
    try (Interruption interruption = new Interruption();
        StateDirectory state = StateDirectory.of(Optional.ofNullable(stateDirectory))) {
      return run(plan, state, interruption);
    }
  }

  private int run(RunPlan plan, StateDirectory state, Interruption interruption)
      throws IOException, InterruptedException {
    ExperimentRun run =
        new ExperimentRun(session, plan, state, experiment.datasetDirectory(), interruption);
    try {
      return cluster.given() ? run.on(cluster.overlay(session.environment())) : run.embedded();
    } catch (InterruptedException e) {
      session.say(
          state.kept()
              ? "interrupted; the same command resumes"
              : "interrupted; nothing is kept without --state-dir");
      return ExitStatus.INTERRUPTED;
    }
  }

  private ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException("the command was not made by the parser");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
