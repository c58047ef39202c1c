package io.reflux.robustness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.Initialization;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExperimentTest {

  private static final DatasetSpec MNIST = DatasetSpec.of("mnist");
  private static final TrainingRecipe.Step BY_RULE =
      new TrainingRecipe.Step(OptionalDouble.empty(), OptionalDouble.empty());

  @Test
  void an_experiment_has_a_baseline_and_a_teacher_and_a_student_per_temperature() {
    List<PlannedModel> models = experiment(List.of(5.0, 20.0)).models();

    assertThat(models)
        .extracting(PlannedModel::role)
        .containsExactly(
            ModelRole.BASELINE,
            ModelRole.TEACHER,
            ModelRole.STUDENT,
            ModelRole.TEACHER,
            ModelRole.STUDENT);
    assertThat(models.get(4).spec().parent()).contains(models.get(3).spec().id());
    assertThat(models).extracting(model -> model.spec().id()).doesNotHaveDuplicates();
  }

  @Test
  void the_teacher_at_one_is_the_baseline() {
    List<PlannedModel> models = experiment(List.of(1.0)).models();

    assertThat(models)
        .extracting(PlannedModel::role)
        .containsExactly(ModelRole.BASELINE, ModelRole.STUDENT);
    assertThat(models.get(1).spec().parent()).contains(models.get(0).spec().id());
  }

  @Test
  void a_teacher_faces_only_the_attacks_that_ask_for_teachers() {
    List<PlannedModel> models = experiment(List.of(20.0)).models();

    assertThat(models).extracting(model -> model.attacks().size()).containsExactly(1, 0, 2);
  }

  @Test
  void a_transfer_attack_is_made_on_the_baseline_and_never_tried_on_it() {
    AttackRequest transfer =
        new AttackRequest(
            AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, 0.3),
            Set.of(ModelRole.values()),
            List.of());

    List<PlannedModel> models =
        new Experiment(MNIST, Architecture.small(), recipe(), List.of(20.0), List.of(transfer), 100)
            .models();

    assertThat(models).extracting(model -> model.attacks().size()).containsExactly(0, 1, 1);
    assertThat(models.get(2).attacks().get(0).spec().surrogate())
        .contains(models.get(0).spec().id());
  }

  @Test
  void a_specification_comes_back_from_its_text() {
    for (PlannedModel model : experiment(List.of(20.0)).models()) {
      assertThat(ModelSpec.parse(model.spec().canonical(), MNIST)).isEqualTo(model.spec());
    }
  }

  @Test
  void a_specification_of_other_data_is_refused() {
    String canonical = experiment(List.of()).models().get(0).spec().canonical();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSpec.parse(canonical, DatasetSpec.of("fashion-mnist")))
        .withMessageContaining("speaks of other data than fashion-mnist");
  }

  @Test
  void an_exception_for_a_temperature_replaces_only_what_it_names() {
    TrainingRecipe recipe =
        new TrainingRecipe(
            3,
            128,
            BY_RULE,
            new TrainingRecipe.Decay(1, 0),
            1,
            Initialization.HE,
            List.of(
                new TrainingRecipe.TemperatureException(
                    20,
                    new TrainingRecipe.Step(OptionalDouble.of(0.3), OptionalDouble.empty()),
                    OptionalInt.empty())));

    assertThat(recipe.at(20, 0).learningRate()).isEqualTo(0.3);
    assertThat(recipe.at(20, 0).momentum()).isEqualTo(0.9);
    assertThat(recipe.at(20, 0).epochs()).isEqualTo(3);
    assertThat(recipe.at(1, 0).learningRate()).isEqualTo(0.1);
  }

  @Test
  void a_temperature_that_the_experiment_lacks_is_named() {
    AttackRequest stray =
        new AttackRequest(AttackSpec.paper(), Set.of(ModelRole.STUDENT), List.of(30.0));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Experiment(
                    MNIST, Architecture.small(), recipe(), List.of(20.0), List.of(stray), 100))
        .withMessage(
            "attack jsma-f-float32 names the temperatures [30.0], but the experiment has [20.0]");
  }

  private static Experiment experiment(List<Double> temperatures) {
    return new Experiment(
        MNIST,
        Architecture.small(),
        recipe(),
        temperatures,
        List.of(
            new AttackRequest(
                AttackSpec.paper(), Set.of(ModelRole.BASELINE, ModelRole.STUDENT), List.of()),
            new AttackRequest(
                AttackSpec.of("jsma-f-log", 1, 112), Set.of(ModelRole.STUDENT), List.of())),
        100);
  }

  private static TrainingRecipe recipe() {
    return new TrainingRecipe(
        2, 128, BY_RULE, new TrainingRecipe.Decay(1, 0), 1, Initialization.HE, List.of());
  }
}
