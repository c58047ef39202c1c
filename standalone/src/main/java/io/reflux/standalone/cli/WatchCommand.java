package io.reflux.standalone.cli;

import io.reflux.standalone.cluster.Archive;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.Ending;
import io.reflux.standalone.cluster.ExperimentWatch;
import io.reflux.standalone.terminal.ProgressDisplay;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reflux watch}: follows an experiment to its end. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how far an experiment on a cluster is, and its result when it ends.",
      "Ends with 0 if the experiment completed and with 1 if it failed or was withdrawn. Leaving"
          + " with Ctrl-C does not stop the experiment."
    })
final class WatchCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private SubmittedExperiment submitted = new SubmittedExperiment();

  @Mixin private ClusterOptions options = new ClusterOptions();

  WatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    session.logs().open(session.cacheDirectory().resolve("reflux.log"));
    try (Cluster cluster = Cluster.connect(options.settings(session.environment()))) {
      Optional<String> experiment = submitted.id(new Archive(cluster), session);
      return experiment.isPresent() ? watch(cluster, experiment.get()) : ExitStatus.USAGE;
    }
  }

  private int watch(Cluster cluster, String experiment) throws InterruptedException {
    session.say("experiment " + experiment);
    Ending ending;
    try (ProgressDisplay display = session.display()) {
      ending = new ExperimentWatch(cluster, experiment, display).await(() -> {});
    }
    return Endings.tell(session, experiment, ending);
  }
}
