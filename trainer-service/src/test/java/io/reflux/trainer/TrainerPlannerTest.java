package io.reflux.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.pipeline.fixture.PlannerRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.avro.TrainingRequest;
import io.reflux.schemas.topic.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerPlannerTest {

  private static final ExperimentEvent FIRST = Requests.asked("e-1", Requests.of(20.0));

  @TempDir private Path directory;
  private PlannerRun planner;

  @BeforeEach
  void open() {
    planner = run("state");
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void a_request_is_answered_by_a_plan_of_all_its_models() {
    ExperimentPlan plan = planner.send(FIRST).read(Topics.EXPERIMENT_PLANS).get(0);

    assertThat(plan.getStatus()).isEqualTo(PlanStatus.PLANNED);
    assertThat(plan.getRequestEventId()).isEqualTo("asks for e-1");
    assertThat(plan.getModels())
        .extracting(PlannedModel::getRole)
        .containsExactly(ModelRole.BASELINE, ModelRole.TEACHER, ModelRole.STUDENT);
    assertThat(plan.getModels().get(2).getParentId())
        .contains(plan.getModels().get(1).getModelId());
    assertThat(plan.getTargetsPerSample()).isEqualTo(9);
    assertThat(plan.getDataset().getDigest()).hasSize(64);
  }

  @Test
  void baselines_and_teachers_are_queued_under_the_ids_of_the_plan() {
    List<TrainingJob> jobs = planner.send(FIRST).read(Topics.TRAINING_JOBS);

    List<PlannedModel> models = planner.read(Topics.EXPERIMENT_PLANS).get(0).getModels();
    assertThat(jobs)
        .extracting(TrainingJob::getModelId)
        .containsExactly(models.get(0).getModelId(), models.get(1).getModelId());
    assertThat(jobs)
        .allSatisfy(
            job -> {
              assertThat(job.getJobId()).isEqualTo("train-" + job.getModelId());
              assertThat(TrainerMessages.model(job).spec().id()).isEqualTo(job.getModelId());
            });
  }

  @Test
  void students_and_baselines_are_attacked_and_teachers_only_if_asked_for() {
    planner.send(FIRST, Requests.asked("e-2", Requests.of(20.0).setAttackTeachers(true)));

    assertThat(planner.read(Topics.EXPERIMENT_PLANS))
        .extracting(plan -> plan.getModels().get(1).getAttackIds().size())
        .containsExactly(0, 1);
  }

  @Test
  void an_experiment_without_attacks_has_no_targets() {
    planner.send(Requests.asked("e-1", Requests.of(20.0).setAttacks(List.of())));

    assertThat(planner.read(Topics.EXPERIMENT_PLANS).get(0).getTargetsPerSample()).isZero();
  }

  @Test
  void a_repeated_request_is_answered_again_but_queues_nothing() {
    planner.send(FIRST).read(Topics.TRAINING_JOBS);

    planner.send(FIRST);

    assertThat(planner.read(Topics.EXPERIMENT_PLANS))
        .hasSize(2)
        .containsOnly(planner.send(FIRST).read(Topics.EXPERIMENT_PLANS).get(0));
    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void an_experiment_that_shares_models_queues_only_what_is_new() {
    List<TrainingJob> shared = planner.send(FIRST).read(Topics.TRAINING_JOBS);

    List<TrainingJob> added =
        planner.send(Requests.asked("e-2", Requests.of(20.0, 40.0))).read(Topics.TRAINING_JOBS);

    assertThat(added).hasSize(1).doesNotContainAnyElementsOf(shared);
    assertThat(TrainerMessages.model(added.get(0)).spec().plan().temperature()).isEqualTo(40);
  }

  @Test
  void another_seed_queues_other_models() {
    List<String> models = modelIds(planner.send(FIRST).read(Topics.TRAINING_JOBS));

    ExperimentRequested.Builder other =
        Requests.of(20.0).setTraining(TrainingRequest.newBuilder().setEpochs(2).setSeed(7).build());
    List<String> others =
        modelIds(planner.send(Requests.asked("e-2", other)).read(Topics.TRAINING_JOBS));

    assertThat(others).hasSameSizeAs(models).doesNotContainAnyElementsOf(models);
  }

  @Test
  void the_same_events_give_the_same_records() throws Exception {
    ExperimentEvent[] events = {FIRST, Requests.cancelled("e-1"), FIRST};
    planner.send(events);

    try (PlannerRun again = run("again")) {
      again.send(events);

      assertThat(again.read(Topics.EXPERIMENT_PLANS))
          .isEqualTo(planner.read(Topics.EXPERIMENT_PLANS));
      assertThat(again.read(Topics.TRAINING_JOBS)).isEqualTo(planner.read(Topics.TRAINING_JOBS));
    }
  }

  @Test
  void a_cancelled_experiment_keeps_its_models_and_says_why() {
    ExperimentPlan plan = planner.send(FIRST).read(Topics.EXPERIMENT_PLANS).get(0);

    ExperimentPlan cancelled =
        planner.send(Requests.cancelled("e-1")).read(Topics.EXPERIMENT_PLANS).get(0);

    assertThat(cancelled.getStatus()).isEqualTo(PlanStatus.CANCELLED);
    assertThat(cancelled.getReason()).isEqualTo("changed my mind");
    assertThat(cancelled.getModels()).isEqualTo(plan.getModels());
  }

  @Test
  void a_cancelled_experiment_that_is_asked_for_again_is_queued_again() {
    List<TrainingJob> first = planner.send(FIRST).read(Topics.TRAINING_JOBS);

    planner.send(Requests.cancelled("e-1"), FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEqualTo(first);
  }

  @Test
  void a_model_that_another_experiment_wants_is_not_released() {
    planner.send(FIRST, Requests.asked("e-2", Requests.of(20.0))).read(Topics.TRAINING_JOBS);

    planner.send(Requests.cancelled("e-1"), FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void another_request_under_an_id_withdraws_the_first_under_an_id_of_its_own() {
    ExperimentPlan first = planner.send(FIRST).read(Topics.EXPERIMENT_PLANS).get(0);

    List<ExperimentPlan> plans =
        planner.send(Requests.asked("e-1", Requests.of(40.0))).read(Topics.EXPERIMENT_PLANS);

    assertThat(plans)
        .extracting(ExperimentPlan::getStatus)
        .containsExactly(PlanStatus.PLANNED, PlanStatus.CANCELLED);
    assertThat(plans.get(0).getExperimentId()).isEqualTo("e-1");
    assertThat(plans.get(1).getExperimentId()).matches("e-1\\.superseded-[0-9a-f]{8}");
    assertThat(plans.get(1).getReason()).isEqualTo("another request was made under its id e-1");
    assertThat(plans.get(1).getModels()).isEqualTo(first.getModels());
  }

  @Test
  void what_only_the_first_of_two_requests_under_an_id_wanted_can_be_queued_again() {
    List<TrainingJob> first = planner.send(FIRST).read(Topics.TRAINING_JOBS);
    planner.send(Requests.asked("e-1", Requests.of(40.0))).read(Topics.TRAINING_JOBS);

    List<TrainingJob> again =
        planner.send(Requests.asked("e-2", Requests.of(20.0))).read(Topics.TRAINING_JOBS);

    assertThat(again)
        .as("the teacher at T = 20; the baseline is still queued for e-1")
        .extracting(TrainingJob::getModelId)
        .containsExactly(first.get(1).getModelId());
  }

  @Test
  void a_request_that_is_rejected_withdraws_another_under_its_id_too() {
    planner.send(FIRST).read(Topics.EXPERIMENT_PLANS);

    planner.send(Requests.asked("e-1", Requests.of(20.0).setTargets("none")));

    assertThat(planner.read(Topics.EXPERIMENT_PLANS))
        .extracting(ExperimentPlan::getStatus)
        .containsExactly(PlanStatus.REJECTED, PlanStatus.CANCELLED);
  }

  @Test
  void an_id_stays_short_enough_when_another_request_takes_it() {
    String longest = "e".repeat(64);
    planner.send(Requests.asked(longest, Requests.of(20.0))).read(Topics.EXPERIMENT_PLANS);

    planner.send(Requests.asked(longest, Requests.of(40.0)));

    assertThat(
            ExperimentIdentity.checked(
                planner.read(Topics.EXPERIMENT_PLANS).get(1).getExperimentId()))
        .hasSize(64);
  }

  @Test
  void what_is_not_planned_cannot_be_cancelled() {
    planner.send(Requests.cancelled("e-1"));

    assertThat(planner.read(Topics.EXPERIMENT_PLANS)).isEmpty();
    assertThat(planner.deadLetters()).isZero();
  }

  @Test
  void a_job_that_failed_for_good_is_queued_by_the_next_request() {
    TrainingJob job = planner.send(FIRST).read(Topics.TRAINING_JOBS).get(0);

    planner.send(failed(job, true)).send(FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).containsExactly(job);
  }

  @Test
  void a_job_that_was_given_up_as_unwanted_is_queued_by_the_next_request() {
    TrainingJob job = planner.send(FIRST).read(Topics.TRAINING_JOBS).get(0);

    planner.send(event(job, JobCancelled.newBuilder().build())).send(FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).containsExactly(job);
  }

  @Test
  void a_job_that_will_be_tried_again_stays_queued() {
    TrainingJob job = planner.send(FIRST).read(Topics.TRAINING_JOBS).get(0);

    planner.send(failed(job, false)).send(FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEmpty();
  }

  @Test
  void a_finished_model_is_not_queued_again_after_a_cancellation() {
    List<TrainingJob> jobs = planner.send(FIRST).read(Topics.TRAINING_JOBS);

    planner.send(checkpoint(jobs.get(0), CheckpointStage.FINAL));
    planner.send(Requests.cancelled("e-1"), FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).containsExactly(jobs.get(1));
  }

  @Test
  void an_unfinished_model_is_queued_again_after_a_cancellation() {
    List<TrainingJob> jobs = planner.send(FIRST).read(Topics.TRAINING_JOBS);

    planner.send(checkpoint(jobs.get(0), CheckpointStage.EPOCH));
    planner.send(Requests.cancelled("e-1"), FIRST);

    assertThat(planner.read(Topics.TRAINING_JOBS)).isEqualTo(jobs);
  }

  @Test
  void an_event_without_a_proper_id_goes_to_the_dead_letters() {
    planner.send(Requests.asked("no spaces, please", Requests.of(20.0)), FIRST);

    assertThat(planner.deadLetters()).isEqualTo(1);
    assertThat(planner.read(Topics.EXPERIMENT_PLANS))
        .extracting(ExperimentPlan::getExperimentId)
        .containsExactly("e-1");
  }

  @Test
  void the_topology_is_the_one_that_is_on_record() throws Exception {
    try (InputStream golden = getClass().getResourceAsStream("planner-topology.txt")) {
      String expected =
          new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(planner.description().strip()).isEqualTo(expected.strip());
    }
  }

  private static JobEvent failed(TrainingJob job, boolean terminal) {
    return event(job, JobFailed.newBuilder().setCause("a fault").setTerminal(terminal).build());
  }

  private static JobEvent event(TrainingJob job, Object body) {
    return JobEvent.newBuilder()
        .setMeta(job.getMeta())
        .setJobId(job.getJobId())
        .setKind(JobKind.TRAINING)
        .setModelId(job.getModelId())
        .setBody(body)
        .build();
  }

  private static TeacherCheckpoint checkpoint(TrainingJob job, CheckpointStage stage) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId("c").setProducedAt(Instant.EPOCH).build())
        .setModelId(job.getModelId())
        .setStage(stage)
        .setEpoch(2)
        .setEpochs(2)
        .setTemperature(1)
        .setSpec(job.getSpec())
        .setWeights(new ArtifactRef("file:/x", "0".repeat(64), 1L))
        .setTrainingLoss(0.5)
        .setFeatures(784)
        .setClasses(10)
        .build();
  }

  private static List<String> modelIds(List<TrainingJob> jobs) {
    return jobs.stream().map(TrainingJob::getModelId).toList();
  }

  private PlannerRun run(String stateDir) {
    EventMetas metas = new EventMetas("trainer-service/test", "0", Clock.systemUTC());
    return new PlannerRun(
        directory.resolve(stateDir),
        registry -> TrainerPlanner.topology(registry, new TrainerMessages(metas)));
  }
}
