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
  private static final String BROUGHT = "m-" + "0123456789abcdef".repeat(2);
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
        new Experiment(
                MNIST,
                Architecture.small(),
                recipe(),
                Lineup.trained(List.of(20.0)),
                List.of(transfer),
                100)
            .models();

    assertThat(models).extracting(model -> model.attacks().size()).containsExactly(0, 1, 1);
    assertThat(models.get(2).attacks().get(0).spec().surrogate())
        .contains(models.get(0).spec().id());
  }

  @Test
  void models_made_elsewhere_face_every_attack_on_external_models_whatever_its_temperatures() {
    AttackRequest external =
        new AttackRequest(AttackSpec.paper(), Set.of(ModelRole.EXTERNAL), List.of(20.0));
    Experiment experiment = external(List.of(20.0), List.of(external), List.of(BROUGHT), true);

    assertThat(experiment.models()).hasSize(3).allMatch(model -> model.attacks().isEmpty());
    assertThat(experiment.externalModels()).containsExactly(new ExternalModel(BROUGHT, MNIST));
    assertThat(experiment.externalAttacks())
        .containsExactly(new PlannedAttack(AttackSpec.paper(), 100));
  }

  @Test
  void without_the_baseline_nothing_of_its_own_is_trained_unless_temperatures_are_given() {
    assertThat(external(List.of(), List.of(), List.of(BROUGHT), false).models()).isEmpty();
    assertThat(external(List.of(1.0), List.of(), List.of(), false).models())
        .extracting(PlannedModel::role)
        .containsExactly(ModelRole.TEACHER, ModelRole.STUDENT);
  }

  @Test
  void an_experiment_on_no_model_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> external(List.of(), List.of(), List.of(), false))
        .withMessage(
            "baseline must be true where there are neither temperatures nor externalModels");
  }

  @Test
  void a_transfer_attack_needs_the_baseline() {
    AttackRequest transfer =
        new AttackRequest(
            AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, 0.3),
            Set.of(ModelRole.EXTERNAL),
            List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> external(List.of(), List.of(transfer), List.of(BROUGHT), false))
        .withMessage("baseline must be true for transfer-pgd-linf, which is made on it");
  }

  @Test
  void a_model_made_elsewhere_is_named_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> external(List.of(), List.of(), List.of(BROUGHT, BROUGHT), false))
        .withMessageStartingWith("externalModels must be at most 32 different ids");
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
                    MNIST,
                    Architecture.small(),
                    recipe(),
                    Lineup.trained(List.of(20.0)),
                    List.of(stray),
                    100))
        .withMessage(
            "attack jsma-f-float32 names the temperatures [30.0], but the experiment has [20.0]");
  }

  private static Experiment external(
      List<Double> temperatures,
      List<AttackRequest> attacks,
      List<String> externals,
      boolean baseline) {
    return new Experiment(
        MNIST,
        Architecture.small(),
        recipe(),
        new Lineup(baseline, temperatures, externals),
        attacks,
        100);
  }

  private static Experiment experiment(List<Double> temperatures) {
    return new Experiment(
        MNIST,
        Architecture.small(),
        recipe(),
        Lineup.trained(temperatures),
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
