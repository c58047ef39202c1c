package io.reflux.standalone.cli;

import io.reflux.standalone.embedded.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where an experiment runs whose services are in this process, and where its report goes. */
final class RunOptions {

  @Option(
      names = {"--out", "--output"},
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

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * Checks the options by themselves.
   *
   * @throws ParameterException if they contradict each other or are out of range
   */
  void check() {
    if (cluster.given() && !cluster.complete()) {
      throw usage("to run on a cluster give both --bootstrap-servers and --schema-registry");
    }
    if (port < 0 || port > 65_535) {
      throw usage("--port must be in [0, 65535], was " + port);
    }
  }

  /** Makes sure that there is room for what will be opened and written, and opens the log. */
  void prepare(Session session) {
    LoopbackPorts.requireFree(port);
    ReportFiles.prepare(out);
    session.logs().open(out.resolve("reflux.log"));
  }

  /** Runs an experiment to its end, and returns the exit status. */
  int run(Session session, RunSubject subject) throws IOException, InterruptedException {
    RunPlan plan = new RunPlan(subject, out, port, keepAlive);
    try (Interruption interruption = new Interruption();
        StateDirectory state = StateDirectory.of(Optional.ofNullable(stateDirectory))) {
      return run(new ExperimentRun(session, plan, state, interruption), session, state);
    }
  }

  private int run(ExperimentRun run, Session session, StateDirectory state)
      throws IOException, InterruptedException {
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
      throw new IllegalStateException("the options were not made by the parser");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
