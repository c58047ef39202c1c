package io.reflux.evaluator.reporting;

import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan still lacks.
 *
 * @param models models that are not finished, in the order of the plan
 * @param attacks attacks that are not complete, in the order of the plan
 */
record MissingWork(List<PlannedModel> models, List<MissingAttack> attacks) {

  private static final int MOST_NAMED = 6;

  MissingWork {
    models = List.copyOf(models);
    attacks = List.copyOf(attacks);
  }

  /**
   * An attack that is not complete.
   *
   * @param model the attacked model
   * @param key model and attack
   * @param mode what the attack computes
   */
  record MissingAttack(PlannedModel model, AttackKey key, String mode) {}

  static MissingWork of(PlannedWork work, ReportMemory memory) {
    List<PlannedModel> models = new ArrayList<>();
    List<MissingAttack> attacks = new ArrayList<>();
    for (PlannedModel model : work.plan().getModels()) {
      if (memory.model(model.getModelId()).isEmpty()) {
        models.add(model);
      }
      for (AttackKey key : PlannedWork.attacks(model)) {
        if (!memory.complete(key)) {
          attacks.add(new MissingAttack(model, key, work.attack(key.attackId()).getMode()));
        }
      }
    }
    return new MissingWork(models, attacks);
  }

  boolean nothing() {
    return models.isEmpty() && attacks.isEmpty();
  }

  /** Whether the job was to make something that is missing. */
  boolean lacks(JobEvent job) {
    if (job.getKind() == JobKind.ATTACK) {
      return attacks.stream()
          .anyMatch(
              attack ->
                  attack.key().modelId().equals(job.getModelId())
                      && job.getAttackId().filter(attack.key().attackId()::equals).isPresent());
    }
    return models.stream().anyMatch(model -> model.getModelId().equals(job.getModelId()));
  }

  /** What is missing, in words; names the first few. */
  String describe() {
    List<String> names =
        Stream.concat(
                models.stream().map(PlannedWork::name),
                attacks.stream()
                    .map(
                        attack ->
                            "%s on %s".formatted(attack.mode(), PlannedWork.name(attack.model()))))
            .toList();
    String named = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? named + " and %d more".formatted(more) : named;
  }
}
