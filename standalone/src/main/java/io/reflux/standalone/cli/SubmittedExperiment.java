package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.standalone.cluster.Archive;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which of the experiments that a cluster knows is meant. */
final class SubmittedExperiment {

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The experiment. Default: the one that was submitted last.")
  private @Nullable String id;

  /**
   * Its id; empty if none was given and none was ever submitted, which is then said.
   *
   * @throws io.reflux.pipeline.experiment.text.InvalidExperimentException if it cannot be an id
   */
  Optional<String> id(Archive archive, Session session) throws InterruptedException {
    if (id != null) {
      return Optional.of(ExperimentIdentity.checked(id));
    }
    Optional<String> latest = archive.latestExperiment();
    if (latest.isEmpty()) {
      session.say("nothing was ever submitted to this cluster; begin with: reflux submit");
    }
    return latest;
  }
}
