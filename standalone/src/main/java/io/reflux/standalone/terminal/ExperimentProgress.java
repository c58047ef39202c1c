package io.reflux.standalone.terminal;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an experiment is, told from the records on the topics: its plan says how much there is to
 * do, job events say how far each job is, scores say how many outcomes have been counted. Records
 * may come in any order and more than once; those of other experiments do no harm, since work is
 * known by the model and the attack that it is for and shared work counts for whoever needs it.
 */
public final class ExperimentProgress {

  private static final String UNTARGETED = "untargeted";

  private final Map<String, PlannedModel> models = new LinkedHashMap<>();
  private final Map<String, PlannedAttack> attacksById = new HashMap<>();
  private final Map<String, JobProgress> jobs = new HashMap<>();
  private final Map<String, RobustnessScore> scores = new HashMap<>();
  private long samples;
  private long targetsPerSample;

  /** Takes the plan in. */
  public void planned(ExperimentPlan plan) {
    models.clear();
    plan.getModels().forEach(model -> models.put(model.getModelId(), model));
    plan.getAttacks().forEach(attack -> attacksById.put(attack.getAttackId(), attack));
    samples = plan.getAttackSamples();
    targetsPerSample = plan.getTargetsPerSample();
  }

  /** Takes news of a job in. */
  public void happened(JobEvent event) {
    jobs.computeIfAbsent(event.getJobId(), id -> new JobProgress(event)).take(event.getBody());
  }

  /** Takes a score in. */
  public void scored(RobustnessScore score) {
    scores.put(pair(score.getModelId(), score.getAttackId()), score);
  }

  /** What a job works on, in words, if it is part of this experiment: {@code student T=20}. */
  public Optional<String> describe(JobEvent event) {
    PlannedModel model = models.get(event.getModelId());
    if (model == null) {
      return Optional.empty();
    }
    String label = label(model);
    return switch (event.getKind()) {
      case TRAINING ->
          Optional.of(
              (model.getRole() == ModelRole.EXTERNAL ? "measuring of the " : "training of the ")
                  + label);
      case DISTILLATION -> Optional.of("distillation of the " + label);
      default -> Optional.of(mode(event.getAttackId().orElse(null)) + " on the " + label);
    };
  }

  /** The state of all four stages, in their order. */
  public List<StageState> stages() {
    return List.of(
        learning(Stage.TRAINING, JobKind.TRAINING),
        learning(Stage.DISTILLATION, JobKind.DISTILLATION),
        attack(),
        evaluation());
  }

  private StageState learning(Stage stage, JobKind kind) {
    Set<String> attacked = attackedModels();
    double sum = 0;
    long done = 0;
    long total = 0;
    for (PlannedModel model : models.values()) {
      if ((model.getRole() == ModelRole.STUDENT) == (kind == JobKind.DISTILLATION)) {
        double fraction =
            attacked.contains(model.getModelId()) ? 1 : fraction(kind, model.getModelId());
        total++;
        sum += fraction;
        done += fraction >= 1 ? 1 : 0;
      }
    }
    return new StageState(stage, share(sum, total), done, total, "models", detail(kind));
  }

  /** Where an attack's number of pairs is not known yet, it has none and is not begun. */
  private StageState attack() {
    long done = 0;
    long total = 0;
    long known = 0;
    long attacks = 0;
    for (PlannedModel model : models.values()) {
      for (String attackId : model.getAttackIds()) {
        OptionalLong pairs = pairs(model.getModelId(), attackId);
        attacks++;
        known += pairs.isPresent() ? 1 : 0;
        done += Math.min(pairs.orElse(0), outcomes(model.getModelId(), attackId));
        total += pairs.orElse(0);
      }
    }
    double fraction = share((double) done, total) * (attacks == 0 ? 1 : (double) known / attacks);
    return new StageState(Stage.ATTACK, fraction, done, total, "pairs", detail(JobKind.ATTACK));
  }

  /**
   * How many pairs an attack has: one per sample if it is untargeted. The plan promises a number,
   * if it knows the data set's classes; the score tells the true one, which is less where a model
   * gets too few samples right.
   */
  private OptionalLong pairs(String modelId, String attackId) {
    RobustnessScore score = scores.get(pair(modelId, attackId));
    if (score != null && (score.getExpected() > 0 || score.getComplete())) {
      return OptionalLong.of(score.getExpected());
    }
    PlannedAttack attack = attacksById.get(attackId);
    boolean untargeted = attack != null && attack.getGoal().equals(UNTARGETED);
    long promised = samples * (untargeted ? 1 : targetsPerSample);
    return promised > 0 ? OptionalLong.of(promised) : OptionalLong.empty();
  }

  private StageState evaluation() {
    long done = 0;
    long total = 0;
    for (PlannedModel model : models.values()) {
      for (String attackId : model.getAttackIds()) {
        RobustnessScore score = scores.get(pair(model.getModelId(), attackId));
        done += score != null && score.getComplete() ? 1 : 0;
        total++;
      }
    }
    return new StageState(Stage.EVALUATION, share((double) done, total), done, total, "scores", "");
  }

  private long outcomes(String modelId, String attackId) {
    long reported =
        jobs.values().stream()
            .filter(job -> job.isFor(JobKind.ATTACK, modelId, attackId))
            .mapToLong(JobProgress::done)
            .sum();
    RobustnessScore score = scores.get(pair(modelId, attackId));
    return score == null ? reported : Math.max(reported, score.getAttempted());
  }

  private double fraction(JobKind kind, String modelId) {
    return jobs.values().stream()
        .filter(job -> job.isFor(kind, modelId, null))
        .mapToDouble(JobProgress::fraction)
        .max()
        .orElse(0);
  }

  /** A model that is being attacked is finished, whether or not its training was told of. */
  private Set<String> attackedModels() {
    Set<String> attacked = new HashSet<>();
    jobs.values().forEach(job -> job.attackedModel().ifPresent(attacked::add));
    scores.values().stream()
        .filter(score -> score.getAttempted() > 0)
        .forEach(score -> attacked.add(score.getModelId()));
    return attacked;
  }

  private String detail(JobKind kind) {
    List<String> running = new ArrayList<>();
    for (JobProgress job : jobs.values()) {
      PlannedModel model = models.get(job.modelId());
      if (model != null && job.kind() == kind && job.running()) {
        running.add(kind == JobKind.ATTACK ? attack(job, model) : work(job, model));
      }
    }
    return running.stream().sorted().findFirst().orElse("");
  }

  /** Which attack it is says more than what its worker says of it. */
  private String attack(JobProgress job, PlannedModel model) {
    return mode(job.attackId()) + " on " + label(model);
  }

  private static String work(JobProgress job, PlannedModel model) {
    String detail = job.detail();
    return detail.isEmpty() ? label(model) : label(model) + ": " + detail;
  }

  private String mode(@Nullable String attackId) {
    if (attackId == null) {
      return "attack";
    }
    PlannedAttack attack = attacksById.get(attackId);
    return attack == null ? attackId : attack.getMode();
  }

  private static String label(PlannedModel model) {
    return ModelNames.of(model.getRole(), model.getTemperature(), model.getModelId());
  }

  /** A stage of a known plan that has nothing to do is done. */
  private double share(double done, long total) {
    if (total == 0) {
      return models.isEmpty() ? 0 : 1;
    }
    return Math.min(1, done / total);
  }

  private static String pair(String modelId, String attackId) {
    return modelId + "|" + attackId;
  }
}
