package io.reflux.evaluator.live;

import io.reflux.robustness.threat.Goal;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One experiment at one moment.
 *
 * @param plan its newest plan
 * @param state how it stands
 * @param stages how far training, distillation and attacks are
 * @param scores its scores, by ascending key
 * @param report its last report; it may answer an earlier request
 */
public record ExperimentOverview(
    ExperimentPlan plan,
    ExperimentState state,
    List<StageProgress> stages,
    List<RobustnessScore> scores,
    Optional<RobustnessReport> report) {

  private static final String KEY_SEPARATOR = "|";

  /** Copies the lists. */
  public ExperimentOverview {
    stages = List.copyOf(stages);
    scores = List.copyOf(scores);
  }

  /** Every experiment that was ever planned, by ascending id. */
  public static List<ExperimentOverview> all(LiveView view) {
    return view.all(Topics.EXPERIMENT_PLANS).stream().map(plan -> of(view, plan)).toList();
  }

  /** One experiment. */
  public static Optional<ExperimentOverview> find(LiveView view, String experimentId) {
    return view.find(Topics.EXPERIMENT_PLANS, experimentId).map(plan -> of(view, plan));
  }

  /** Pairs with an outcome, over all attacks. */
  public long outcomesDone() {
    return scores.stream().mapToLong(RobustnessScore::getAttempted).sum();
  }

  /**
   * Pairs over all attacks: those that a score expects, else those that the plan asks for, which
   * are none while the data set's classes are not known.
   */
  public long outcomesPlanned() {
    return plan.getModels().stream()
        .mapToLong(model -> model.getAttackIds().stream().mapToLong(id -> planned(model, id)).sum())
        .sum();
  }

  private long planned(PlannedModel model, String attackId) {
    return scores.stream()
        .filter(score -> score.getModelId().equals(model.getModelId()))
        .filter(score -> score.getAttackId().equals(attackId))
        .filter(score -> score.getExpected() > 0 || score.getComplete())
        .findFirst()
        .map(RobustnessScore::getExpected)
        .orElseGet(() -> promised(attackId));
  }

  /** Once per sample if any class will do. */
  private long promised(String attackId) {
    boolean anyClassWillDo =
        plan.getAttacks().stream()
            .filter(attack -> attack.getAttackId().equals(attackId))
            .anyMatch(attack -> attack.getGoal().equals(Goal.UNTARGETED.label()));
    return (long) plan.getAttackSamples() * (anyClassWillDo ? 1 : plan.getTargetsPerSample());
  }

  private static ExperimentOverview of(LiveView view, ExperimentPlan plan) {
    List<RobustnessScore> scores =
        view.startingWith(Topics.ROBUSTNESS_SCORES, plan.getExperimentId() + KEY_SEPARATOR).stream()
            .filter(score -> has(plan, score))
            .toList();
    Optional<RobustnessReport> report =
        view.find(Topics.ROBUSTNESS_REPORTS, plan.getExperimentId());
    ExperimentState state = ExperimentState.of(plan, report);
    return new ExperimentOverview(plan, state, stages(view, plan, scores), scores, report);
  }

  /** An earlier request under the same id may have left scores of other work. */
  private static boolean has(ExperimentPlan plan, RobustnessScore score) {
    return plan.getModels().stream()
        .filter(model -> model.getModelId().equals(score.getModelId()))
        .anyMatch(model -> model.getAttackIds().contains(score.getAttackId()));
  }

  private static List<StageProgress> stages(
      LiveView view, ExperimentPlan plan, List<RobustnessScore> scores) {
    Predicate<PlannedModel> distilled = model -> model.getParentId().isPresent();
    int attacks = plan.getModels().stream().mapToInt(model -> model.getAttackIds().size()).sum();
    long complete = scores.stream().filter(RobustnessScore::getComplete).count();
    return List.of(
        models(view, plan, JobKind.TRAINING, distilled.negate()),
        models(view, plan, JobKind.DISTILLATION, distilled),
        new StageProgress(
            "attacks",
            Math.toIntExact(Math.min(complete, attacks)),
            attacks,
            running(view, plan, JobKind.ATTACK)));
  }

  private static StageProgress models(
      LiveView view, ExperimentPlan plan, JobKind kind, Predicate<PlannedModel> ofStage) {
    List<PlannedModel> models = plan.getModels().stream().filter(ofStage).toList();
    long done = models.stream().filter(model -> finished(view, model.getModelId())).count();
    return new StageProgress(
        kind == JobKind.TRAINING ? "training" : "distillation",
        Math.toIntExact(done),
        models.size(),
        running(view, plan, kind));
  }

  private static boolean finished(LiveView view, String modelId) {
    return view.find(Topics.TEACHER_CHECKPOINTS, modelId)
            .filter(checkpoint -> checkpoint.getStage() == CheckpointStage.FINAL)
            .isPresent()
        || view.find(Topics.STUDENT_CHECKPOINTS, modelId)
            .filter(checkpoint -> checkpoint.getStage() == CheckpointStage.FINAL)
            .isPresent();
  }

  private static List<JobEvent> running(LiveView view, ExperimentPlan plan, JobKind kind) {
    Set<String> models =
        plan.getModels().stream().map(PlannedModel::getModelId).collect(Collectors.toSet());
    return view.all(Topics.JOB_EVENTS).stream()
        .filter(job -> job.getKind() == kind && models.contains(job.getModelId()))
        .filter(
            job -> job.getBody() instanceof JobStarted || job.getBody() instanceof JobProgressed)
        .toList();
  }
}
