package io.reflux.evaluator.reporting;

import io.reflux.robustness.evaluation.verdict.JudgedModel.Role;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.topic.AttackKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks things up in a plan.
 *
 * @param plan a plan whose models and attacks fit together
 */
record PlannedWork(ExperimentPlan plan) {

  private static final int SHORT_ID = 10;

  /**
   * Checks that every attack of a model is an attack of the plan, and that roles are known.
   *
   * @throws IllegalArgumentException if the plan contradicts itself
   */
  PlannedWork {
    for (PlannedModel model : plan.getModels()) {
      role(model);
      for (String attackId : model.getAttackIds()) {
        new AttackKey(model.getModelId(), attackId);
        if (find(plan, attackId).isEmpty()) {
          throw new IllegalArgumentException(
              "attackIds of model %s must be among the plan's attacks, %s is not"
                  .formatted(model.getModelId(), attackId));
        }
      }
    }
  }

  /** Whether the plan is to be carried out. */
  boolean live() {
    return plan.getStatus() == PlanStatus.PLANNED;
  }

  /** Whether the plan has the model. */
  boolean has(String modelId) {
    return plan.getModels().stream().anyMatch(model -> model.getModelId().equals(modelId));
  }

  /** The model, if it faces the attack. */
  Optional<PlannedModel> facing(AttackKey key) {
    return plan.getModels().stream()
        .filter(model -> model.getModelId().equals(key.modelId()))
        .filter(model -> model.getAttackIds().contains(key.attackId()))
        .findFirst();
  }

  /** An attack of the plan. */
  PlannedAttack attack(String attackId) {
    return find(plan, attackId).orElseThrow();
  }

  /** Whether the plan has the work of a job. */
  boolean needs(JobEvent job) {
    Optional<String> attackId = job.getAttackId();
    return attackId.isPresent()
        ? facing(new AttackKey(job.getModelId(), attackId.get())).isPresent()
        : has(job.getModelId());
  }

  /** The keys of all attacks on a model, in the order of the plan. */
  static List<AttackKey> attacks(PlannedModel model) {
    return model.getAttackIds().stream()
        .map(attackId -> new AttackKey(model.getModelId(), attackId))
        .toList();
  }

  /** What a model is in the experiment. */
  static Role role(PlannedModel model) {
    return switch (model.getRole()) {
      case BASELINE -> Role.BASELINE;
      case TEACHER -> Role.TEACHER;
      case STUDENT -> Role.STUDENT;
      case EXTERNAL -> Role.EXTERNAL;
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "the role of model %s must be known; upgrade the evaluator"
                  .formatted(model.getModelId()));
    };
  }

  /** What people call a model of an experiment, such as {@code the student at T = 20}. */
  static String name(PlannedModel model) {
    Role role = role(model);
    return switch (role) {
      case BASELINE -> "the baseline";
      case EXTERNAL -> "the external model " + shortened(model.getModelId());
      default ->
          "the %s at T = %s"
              .formatted(
                  role.name().toLowerCase(Locale.ROOT),
                  BigDecimal.valueOf(model.getTemperature()).stripTrailingZeros().toPlainString());
    };
  }

  /** Enough of an id to tell one model of an experiment from another. */
  private static String shortened(String modelId) {
    return modelId.substring(0, Math.min(SHORT_ID, modelId.length()));
  }

  private static Optional<PlannedAttack> find(ExperimentPlan plan, String attackId) {
    return plan.getAttacks().stream()
        .filter(attack -> attack.getAttackId().equals(attackId))
        .findFirst();
  }
}
