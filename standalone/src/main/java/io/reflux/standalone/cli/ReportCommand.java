package io.reflux.standalone.cli;

import io.reflux.standalone.cluster.Archive;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reflux report}: writes the report of a finished experiment. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the report of an experiment that has ended, and prints its result.",
      "The files are report.html, report.json, scores.csv and outcomes.csv.",
      "Ends with 0 if the experiment completed and with 1 if it failed or is not over."
    })
final class ReportCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private SubmittedExperiment submitted = new SubmittedExperiment();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reflux-out",
      description = "Where to write the files. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("reflux-out");

  @Option(
      names = "--dataset-dir",
      paramLabel = "DIR",
      description = "Where the data set lies, for the images in the report.")
  private @Nullable Path datasetDirectory;

  @Mixin private ClusterOptions options = new ClusterOptions();

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReportFiles.prepare(out);
    session.logs().open(session.cacheDirectory().resolve("reflux.log"));
    try (Cluster cluster = Cluster.connect(options.settings(session.environment()))) {
      Archive archive = new Archive(cluster);
      Optional<String> experiment = submitted.id(archive, session);
      if (experiment.isEmpty()) {
        return ExitStatus.USAGE;
      }
      Optional<Ending.Reported> report = archive.report(experiment.get());
      if (report.isEmpty()) {
        session.say(
            "experiment %s has no report yet; follow it with: reflux watch %s"
                .formatted(experiment.get(), experiment.get()));
        return ExitStatus.FAILED;
      }
      int status = Endings.tell(session, experiment.get(), report.get());
      new ReportFiles(session, cluster, Optional.ofNullable(datasetDirectory))
          .write(report.get(), out);
      return status;
    }
  }
}
