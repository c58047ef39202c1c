package io.reflux.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.experiment.text.Problem;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.experiment.AttackRequest;
import io.reflux.robustness.experiment.AttackSuite;
import io.reflux.robustness.experiment.StandardBudgets;
import io.reflux.robustness.threat.Goal;
import io.reflux.schemas.avro.ExperimentRequested;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestedAttackTest {

  private static final String TOP = "dataset: {name: mnist}\ntemperatures: [20]\n";

  @Test
  void what_is_not_said_is_usual_for_mode_and_images() {
    assertThat(spec("mode: jsma-f-float32")).isEqualTo(AttackSpec.paper());
    assertThat(spec("mode: pgd-linf").budget()).isEqualTo(0.3);
    assertThat(spec("mode: pgd-linf").goal()).isEqualTo(Goal.UNTARGETED);
    assertThat(spec("mode: cw-l2").budget()).isInfinite();
    assertThat(spec("mode: cw-l2").goal()).isEqualTo(Goal.TARGETED);
  }

  @Test
  void every_key_reaches_the_specification() {
    AttackSpec spec =
        spec("mode: pgd-linf, goal: targeted, budget: 0.1, parameters: {steps: 7, restarts: 2}");

    assertThat(spec.goal()).isEqualTo(Goal.TARGETED);
    assertThat(spec.budget()).isEqualTo(0.1);
    assertThat(spec.count("steps")).isEqualTo(7);
    assertThat(spec.count("restarts")).isEqualTo(2);
    assertThat(spec("mode: jsma-z, theta: -1, maxFeatures: 7").theta()).isEqualTo(-1);
    assertThat(spec("mode: jsma-z, maxFeatures: 7").budget()).isEqualTo(7);
    assertThat(spec("mode: cw-l0, maxFeatures: 50").budget()).isEqualTo(50);
    assertThat(spec("mode: jsma-z, budget: 7").budget()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mode: cw-l2, theta: -1 | theta: must be left out: cw-l2 has none",
        "mode: jsma-z, theta: 2 | theta: theta must be a number in [-1, 1] and not 0, was 2",
        "mode: cw-l2, parameters: {step: 5} | parameters.step: cw-l2 has no parameter 'step'; it has"
            + " steps, searchSteps, learningRate, initialConstant, confidence",
        "mode: cw-l2, parameters: {steps: 0} |"
            + " parameters.steps: steps must be a whole number in [1, 1000000], was 0",
        "mode: cw-l2, parameters: {steps: 1.5} |"
            + " parameters.steps: steps must be a whole number in [1, 1000000], was 1.5",
        "mode: cw-l2, parameters: {steps: many} |"
            + " parameters.steps: expects a number, has the text 'many'",
        "mode: cw-l2, parameters: [steps] | parameters: expects keys, like {a: 1}; has a list",
        "mode: jsma-z, parameters: {theta: 1} | parameters.theta: is a key of jsma-z itself",
        "mode: jsma-t, parameters: {temperature: 5} |"
            + " parameters.temperature: must be left out: jsma-t takes that of the attacked model",
        "mode: fgsm, goal: any | goal: goal must be targeted or untargeted, was 'any'",
        "mode: deepfool, goal: targeted |"
            + " goal: goal must be untargeted for deepfool, was targeted",
        "mode: fgsm, budget: 8 | budget: must be at most 1, the largest Linf distance of two images"
            + " with pixels in [0, 1], is 8",
        "mode: pgd-l2, budget: 29 | budget: must be at most 28, the largest L2 distance of two"
            + " images with pixels in [0, 1], is 29",
        "mode: jsma-z, maxFeatures: 785 | maxFeatures: must be at most 784, the largest L0 distance"
            + " of two images with pixels in [0, 1], is 785",
        "mode: fgsm, budget: -1 | budget: budget must be >= 0, was -1.0",
        "mode: sparse-rs, budget: 1.5 |"
            + " budget: budget must be a whole number of features for sparse-rs, was 1.5",
        "mode: fgsm, maxFeatures: 7 |"
            + " maxFeatures: must be left out: fgsm does not count features; give a budget",
        "mode: jsma-z, maxFeatures: 7, budget: 7 |"
            + " maxFeatures: must be left out where jsma-z has a budget",
        "mode: cw-l2, surrogate: baseline |"
            + " surrogate: must be left out: cw-l2 looks at the attacked model itself",
        "mode: transfer-cw-l2, surrogate: student |"
            + " surrogate: must be baseline, the only model that transfer-cw-l2 can be made on",
        "mode: transfer-cw-l2, models: [baseline] |"
            + " models: must leave out the baseline, which transfer-cw-l2 is made on",
      })
  void a_mistake_is_told_at_its_key(String attack, String problem) {
    assertThat(problems(TOP + attacks(attack)))
        .singleElement()
        .asString()
        .endsWith(": attacks[0]." + problem);
  }

  @Test
  void a_transfer_attack_needs_another_model_than_the_one_it_is_made_on() {
    assertThat(problems("dataset: {name: mnist}\n" + attacks("mode: transfer-pgd-linf")))
        .singleElement()
        .asString()
        .contains("attacks[0].models: leave nothing to attack");
  }

  @Test
  void all_mistakes_of_an_attack_are_told_at_once() {
    assertThat(problems(TOP + attacks("mode: cw-l2, goal: any, budget: 99, parameters: {x: 1}")))
        .hasSize(3);
  }

  @Test
  void a_suite_adds_its_attacks_to_those_that_are_listed() {
    ExperimentRequested request = request(TOP + "suite: honest\n" + attacks("mode: cw-linf"));

    List<AttackRequest> attacks =
        AttackRecords.requests(request, DatasetRecords.spec(request.getDataset()));

    assertThat(attacks).hasSize(15);
    assertThat(attacks.subList(1, 15))
        .isEqualTo(AttackSuite.HONEST.attacks(StandardBudgets.of(DatasetSpec.of("mnist")), false));
  }

  @Test
  void an_unknown_suite_is_told_with_the_known_ones() {
    assertThat(problems(TOP + "suite: all\n"))
        .containsExactly("test:3:1: suite: suite must be one of paper, honest, auto, was 'all'");
  }

  @Test
  void a_record_that_no_text_was_checked_for_is_refused_with_the_key() {
    io.reflux.schemas.avro.AttackRequest attack =
        io.reflux.schemas.avro.AttackRequest.newBuilder()
            .setMode("fgsm")
            .setParameters(Map.of("steps", 5.0))
            .build();
    ExperimentRequested request =
        ExperimentRequested.newBuilder(request(TOP)).setAttacks(List.of(attack)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackRecords.requests(request, DatasetSpec.of("mnist")))
        .withMessage("attacks[0].parameters.steps: fgsm has no parameter 'steps'; it has none");
  }

  private static String attacks(String attack) {
    return "attacks:\n  - {%s}\n".formatted(attack);
  }

  private static AttackSpec spec(String attack) {
    return AttackRecords.requests(request(TOP + attacks(attack)), DatasetSpec.of("mnist"))
        .get(0)
        .spec();
  }

  private static ExperimentRequested request(String yaml) {
    return new ExperimentSource("test", yaml).read(List.of());
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(InvalidExperimentException.class, () -> request(yaml))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
