package io.reflux.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.external.BroughtModel;
import io.reflux.pipeline.fixture.LinearModelFile;
import io.reflux.pipeline.fixture.PlannerRun;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the trainer plans models that were made elsewhere. */
final class ExternalModelPlanningTest {

  private static final EventMetas METAS =
      new EventMetas("trainer-service/test", "0", Clock.systemUTC());

  @TempDir private Path directory;
  private PlannerRun planner;
  private ExternalModelRegistered model;
  private ExperimentEvent request;

  @BeforeEach
  void open() {
    model = registered(10);
    request = asked("e-1", model.getModelId());
    planner =
        new PlannerRun(
            directory.resolve("state"),
            registry -> TrainerPlanner.topology(registry, new TrainerMessages(METAS)));
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void the_plan_has_the_model_under_an_id_of_its_own_with_all_attacks_and_nothing_else() {
    ExperimentPlan plan = planner.send(request).read(Topics.EXPERIMENT_PLANS).get(0);

    assertThat(plan.getModels()).hasSize(1);
    PlannedModel planned = plan.getModels().get(0);
    assertThat(planned.getRole()).isEqualTo(ModelRole.EXTERNAL);
    assertThat(planned.getModelId()).isNotEqualTo(model.getModelId());
    assertThat(planned.getSpec()).contains(model.getModelId());
    assertThat(planned.getAttackIds()).hasSize(1);
    assertThat(plan.getTargetsPerSample()).isEqualTo(9);
  }

  @Test
  void the_plan_is_the_same_whether_the_model_is_registered_or_not() {
    ExperimentPlan before = planner.send(request).read(Topics.EXPERIMENT_PLANS).get(0);

    planner.send(model).send(request);

    assertThat(planner.read(Topics.EXPERIMENT_PLANS)).containsExactly(before);
  }

  @Test
  void a_model_that_is_registered_before_it_is_wanted_is_taken_in() {
    TrainingJob job = planner.send(model).send(request).read(Topics.TRAINING_JOBS).get(0);

    PlannedModel planned = planner.read(Topics.EXPERIMENT_PLANS).get(0).getModels().get(0);
    assertThat(job.getModelId()).isEqualTo(planned.getModelId());
    assertThat(job.getExternal()).contains(model.getWeights());
    assertThat(TrainerMessages.model(job).external().registeredId()).isEqualTo(model.getModelId());
  }

  @Test
  void a_model_that_is_registered_after_it_is_wanted_is_taken_in_all_the_same() {
    assertThat(planner.send(request).read(Topics.TRAINING_JOBS)).isEmpty();

    List<TrainingJob> late = planner.send(model).read(Topics.TRAINING_JOBS);

    assertThat(late).hasSize(1).allMatch(job -> job.getExternal().isPresent());
  }

  @Test
  void a_model_that_two_experiments_want_and_two_people_register_is_one_job() {
    planner.send(request, asked("e-2", model.getModelId()), request);

    planner.send(model).send(model);

    assertThat(planner.read(Topics.TRAINING_JOBS)).hasSize(1);
  }

  @Test
  void another_registration_is_of_no_help() {
    planner.send(request).send(registered(20));

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void a_model_that_nobody_wants_any_more_is_not_taken_in() {
    planner.send(request, Requests.cancelled("e-1")).send(model);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void a_model_that_was_withdrawn_is_queued_again_by_the_next_request() {
    List<TrainingJob> first = planner.send(model).send(request).read(Topics.TRAINING_JOBS);

    planner.send(Requests.cancelled("e-1"), request);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEqualTo(first);
  }

  @Test
  void a_registration_under_a_false_id_goes_to_the_dead_letters_and_serves_nobody() {
    ExternalModelRegistered other = registered(20);
    ExternalModelRegistered forged =
        ExternalModelRegistered.newBuilder(other).setModelId(model.getModelId()).build();

    planner.send(forged).send(request);

    assertThat(planner.deadLetters()).isEqualTo(1);
    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void the_baseline_is_trained_beside_the_model_unless_the_request_says_no() {
    planner.send(
        Requests.asked(
            "e-1", Requests.of().setExternalModels(List.of(model.getModelId())).setBaseline(true)));

    assertThat(planner.read(Topics.EXPERIMENT_PLANS).get(0).getModels())
        .extracting(PlannedModel::getRole)
        .containsExactly(ModelRole.BASELINE, ModelRole.EXTERNAL);
  }

  @Test
  void an_id_that_is_none_is_a_reason_to_reject() {
    planner.send(asked("e-1", "/etc/passwd"));

    ExperimentPlan plan = planner.read(Topics.EXPERIMENT_PLANS).get(0);
    assertThat(plan.getStatus()).isEqualTo(PlanStatus.REJECTED);
    assertThat(plan.getReason()).contains("one was '/etc/passwd'");
  }

  private static ExperimentEvent asked(String experimentId, String modelId) {
    return Requests.asked(
        experimentId, Requests.of().setExternalModels(List.of(modelId)).setBaseline(false));
  }

  private ExternalModelRegistered registered(double temperature) {
    Path file = LinearModelFile.write(directory.resolve("model"), 28, 10);
    return BroughtModel.read(file, Optional.empty(), OptionalDouble.of(temperature))
        .register(ArtifactStore.open(directory.resolve("artifacts").toUri()), METAS);
  }
}
