package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.AttackRecords;
import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.external.BroughtModel;
import io.reflux.robustness.experiment.AttackSuite;
import io.reflux.schemas.avro.AttackRequest;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TrainingRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model that the user brings is attacked with, and on which images. */
final class AttackOptions {

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      description =
          "The images: fashion-mnist-mini, fashion-mnist, mnist, cifar10, or idx:DIR for IDX files.")
  private String dataset = "";

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description =
          "A list of attacks: paper, honest or auto; see reflux attacks. Without --attack: honest."
              + " Attacks that are made on an undefended baseline are left out: there is none.")
  private @Nullable String suite;

  @Option(
      names = "--attack",
      paramLabel = "MODE",
      description =
          "One attack, with values after a colon: --attack pgd-linf-margin:budget=0.1,steps=100."
              + " May be given several times; reflux attacks MODE says what there is to set, to"
              + " which come budget, goal, theta and maxFeatures.")
  private List<String> attacks = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "B",
      description =
          "The largest change that each --attack may make, in the norm of its mode."
              + " Default: what is usual.")
  private @Nullable Double budget;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many test images to attack, the first that the model classifies correctly."
              + " Default: ${DEFAULT-VALUE}.")
  private int samples = 100;

  /**
   * The experiment on a model.
   *
   * @throws InvalidExperimentException with the first thing that is wrong, one line
   */
  ExperimentRequested request(BroughtModel model) {
    if (budget != null && attacks.isEmpty()) {
      throw new InvalidExperimentException(
          "--budget is for what --attack names; a suite has its own, one for each norm");
    }
    if (samples < 1) {
      throw new InvalidExperimentException("--samples must be 1 or more, was " + samples);
    }
    ExperimentRequested request =
        ExperimentRequested.newBuilder()
            .setName("Attacks on " + model.name())
            .setDataset(DatasetRequest.newBuilder().setName(dataset).build())
            .setTraining(TrainingRequest.newBuilder().build())
            .setExternalModels(List.of(model.id()))
            .setBaseline(false)
            .setAttacks(attacks.stream().map(this::attack).toList())
            .setAttackSamples(samples)
            .setSuite(suite())
            .build();
    check(request);
    return request;
  }

  private String suite() {
    if (suite != null) {
      return suite;
    }
    return attacks.isEmpty() ? AttackSuite.HONEST.label() : "";
  }

  private AttackRequest attack(String text) {
    AttackRequest attack = AttackText.parse(text);
    return budget == null || attack.getBudget().isPresent()
        ? attack
        : AttackRequest.newBuilder(attack).setBudget(budget).build();
  }

  private void check(ExperimentRequested request) {
    accepted("--dataset", () -> DatasetRecords.spec(request.getDataset()));
    if (!request.getSuite().isEmpty()) {
      accepted("--suite", () -> AttackSuite.parse(request.getSuite()));
    }
    for (int i = 0; i < attacks.size(); i++) {
      for (String mistake : AttackRecords.mistakes(request, request.getAttacks().get(i))) {
        throw new InvalidExperimentException("--attack " + attacks.get(i) + ": " + mistake);
      }
    }
  }

  private static void accepted(String option, Runnable question) {
    try {
      question.run();
    } catch (IllegalArgumentException e) {
      throw new InvalidExperimentException(option + ": " + e.getMessage());
    }
  }
}
