package io.reflux.evaluator;

import io.reflux.evaluator.scoring.AnnouncedAttack;
import io.reflux.evaluator.scoring.AttackFact;
import io.reflux.evaluator.scoring.AttackFact.OutcomeKnown;
import io.reflux.evaluator.scoring.AttackFact.SetupKnown;
import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.OutcomeSummary.Course;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads what attackers write: the only place where their records become facts. Records that
 * contradict their key or themselves are refused with an {@link IllegalArgumentException}.
 */
final class EvaluatorMessages {

  private EvaluatorMessages() {}

  /** The fact of an outcome record; a tombstone withdraws the outcome. */
  static AttackFact outcome(String key, @Nullable AttackOutcome outcome) {
    OutcomeKey pair = OutcomeKey.parse(key);
    if (outcome == null) {
      return new OutcomeKnown(pair, Optional.empty());
    }
    requireIds(pair.attack(), outcome.getModelId(), outcome.getAttackId());
    OutcomeSummary summary =
        new OutcomeSummary(
            outcome.getSample(),
            outcome.getSource(),
            outcome.getTarget(),
            endReason(key, outcome),
            outcome.getSuccess(),
            new Distortion(outcome.getL0(), outcome.getL2(), outcome.getLinf()),
            amplitude(outcome.getLog10GradientAmplitude()),
            course(outcome));
    return new OutcomeKnown(
        pair, Optional.of(new ReportedOutcome(summary, outcome.getMeta().getProducedAt())));
  }

  /** The fact of an announced attack; a tombstone withdraws it. */
  static AttackFact setup(String key, @Nullable AttackPlan plan) {
    AttackKey attack = AttackKey.parse(key);
    if (plan == null) {
      return new SetupKnown(attack, Optional.empty());
    }
    requireIds(attack, plan.getModelId(), plan.getAttackId());
    AttackSetup setup =
        new AttackSetup(
            plan.getExpectedOutcomes(),
            AnnouncedAttack.parse(plan.getSpec()),
            plan.getFeatures(),
            plan.getMeta().getProducedAt());
    requireAgreement(plan, setup);
    return new SetupKnown(attack, Optional.of(setup));
  }

  /** The fields beside the specification are for people and must say the same. */
  private static void requireAgreement(AttackPlan plan, AttackSetup setup) {
    if (plan.getMaxFeatures() != setup.maxFeatures()) {
      throw new IllegalArgumentException(
          "maxFeatures must be %d as the specification says, were %d"
              .formatted(setup.maxFeatures(), plan.getMaxFeatures()));
    }
    String mode = setup.attack().spec().mode().label();
    if (!plan.getMode().equals(mode)) {
      throw new IllegalArgumentException(
          "mode must be %s as the specification says, was '%s'".formatted(mode, plan.getMode()));
    }
  }

  /**
   * Checks that a record has the key that its topic says.
   *
   * @param expected the key made from the record
   */
  static void requireKey(String key, String expected) {
    if (!key.equals(expected)) {
      throw new IllegalArgumentException(
          "the record's key must be '%s' as in its value, was '%s'".formatted(expected, key));
    }
  }

  private static void requireIds(AttackKey key, String modelId, String attackId) {
    if (!key.modelId().equals(modelId) || !key.attackId().equals(attackId)) {
      requireKey(key.text(), new AttackKey(modelId, attackId).text());
    }
  }

  private static EndReason endReason(String key, AttackOutcome outcome) {
    return switch (outcome.getEndReason()) {
      case SUCCESS -> EndReason.SUCCESS;
      case BUDGET -> EndReason.BUDGET;
      case EMPTY_MAP -> EndReason.EMPTY_MAP;
      case ZERO_GRADIENT -> EndReason.ZERO_GRADIENT;
      case EMPTY_DOMAIN -> EndReason.EMPTY_DOMAIN;
      case NON_FINITE -> EndReason.NON_FINITE;
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "the end reason of %s must be known; upgrade the evaluator".formatted(key));
    };
  }

  private static Course course(AttackOutcome outcome) {
    return new Course(
        outcome.getQueries(),
        outcome.getLogitGap(),
        gap(outcome.getEarlierGap()),
        gap(outcome.getFinalGap()),
        outcome.getRepeatable());
  }

  private static double gap(Optional<Float> known) {
    return known.map(Float::doubleValue).orElse(Double.NaN);
  }

  private static OptionalDouble amplitude(Optional<Double> log10) {
    return log10.isPresent() ? OptionalDouble.of(log10.get()) : OptionalDouble.empty();
  }
}
