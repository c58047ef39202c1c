package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.standalone.cluster.Archive;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.Ending;
import io.reflux.standalone.cluster.ExperimentSubmission;
import java.time.Clock;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reflux cancel}: withdraws an experiment from a running cluster. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Withdraws an experiment: its queued work is dropped, and work under way stops, unless another"
          + " experiment wants it too.",
      "What is finished stays; submitting the experiment again goes on from there."
    })
final class CancelCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID", description = "The experiment.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "withdrawn by reflux cancel",
      description = "Why, for the report. Default: ${DEFAULT-VALUE}.")
  private String reason = "";

  @Mixin private ClusterOptions options = new ClusterOptions();

  CancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    String experiment = ExperimentIdentity.checked(id);
    session.logs().open(session.cacheDirectory().resolve("reflux.log"));
    try (Cluster cluster = Cluster.connect(options.settings(session.environment()))) {
      Archive archive = new Archive(cluster);
      SortedSet<String> known = archive.experiments();
      if (!known.contains(experiment)) {
        return Endings.tell(session, experiment, new Ending.Unknown(known));
      }
      if (archive.report(experiment).filter(CancelCommand::completed).isPresent()) {
        session.say("experiment " + experiment + " has completed; there is nothing to cancel");
        return ExitStatus.USAGE;
      }
      new ExperimentSubmission(cluster, Clock.systemUTC()).withdraw(experiment, reason);
    }
    session.say("experiment " + experiment + " is withdrawn; what is finished stays");
    return ExitStatus.OK;
  }

  private static boolean completed(Ending.Reported reported) {
    return reported.report().getStatus() == ReportStatus.COMPLETED;
  }
}
