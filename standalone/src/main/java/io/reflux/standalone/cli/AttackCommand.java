package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.pipeline.external.BroughtModel;
import io.reflux.pipeline.external.ModelFit;
import io.reflux.schemas.avro.ExperimentRequested;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reflux attack}: a model that the user brings, from its file to the report. */
@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    description = {
      "Attacks a model of your own with everything in one process, from its file to the report.",
      "Reads the model, measures it on the test images, attacks it, prints what came of it and"
          + " writes report.html, report.json and CSV files. Nothing is trained.",
      "With --state-dir the same command resumes where an earlier one stopped."
    },
    footer = {
      "",
      "Example:  reflux attack --model mine.onnx --dataset mnist --suite paper --samples 20"
    })
final class AttackCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private AttackOptions attacks = new AttackOptions();
  @Mixin private ImageOptions images = new ImageOptions();
  @Mixin private RunOptions options = new RunOptions();

  AttackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    BroughtModel brought = model.read(session);
    ExperimentRequested request = attacks.request(brought);
    options.prepare(session);
    ModelFit.require(brought.checkpoint().structure(), images.load(request, session));
    Submission submission = Submission.of(images.withDigest(request, session), Optional.empty());
    session.say("experiment " + submission.experimentId() + " (" + request.getName() + ")");
    return options.run(
        session, new RunSubject(submission, Optional.of(brought), images.datasetDirectory()));
  }
}
