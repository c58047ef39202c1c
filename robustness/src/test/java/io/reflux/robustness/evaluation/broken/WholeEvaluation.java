package io.reflux.robustness.evaluation.broken;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.rows.AttackFixture;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.verdict.Judgement;
import io.reflux.robustness.evaluation.verdict.VerdictRules;
import io.reflux.robustness.evaluation.warning.ReliabilityWarning;
import io.reflux.robustness.evaluation.warning.ReliabilityWarnings;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A suite of attacks on one model, from the images to the warnings and the verdict. */
final class WholeEvaluation {

  private final Classifier model;
  private final FloatMatrix images;
  private final int[] labels;
  private final int[] attacked;
  private final List<AttackRows> attacks = new ArrayList<>();

  /**
   * An evaluation before any attack.
   *
   * @param attacked how many images are attacked: the first that the model classifies correctly
   */
  WholeEvaluation(Classifier model, FloatMatrix images, int[] labels, int attacked) {
    this.model = model;
    this.images = images;
    this.labels = labels;
    FloatMatrix logits = model.logits(images);
    this.attacked =
        IntStream.range(0, images.rows())
            .filter(row -> logits.argMax(row) == labels[row])
            .limit(attacked)
            .toArray();
  }

  /** Runs an attack. */
  WholeEvaluation with(Attack attack) {
    AttackSpec spec = attack.spec();
    AttackBatch batch =
        AttackBatch.of(
            spec.goal(),
            images.select(attacked),
            attacked,
            Arrays.stream(attacked).map(row -> labels[row]).toArray(),
            model.classes());
    attacks.add(
        AttackFixture.of(
            spec,
            attack.run(model, batch).outcomes().stream().map(WholeEvaluation::summary).toList()));
    return this;
  }

  Judgement judgement() {
    return VerdictRules.judgeModel(accuracy(), new ModelAttacks(attacks));
  }

  /** The codes of all warnings, each once. */
  Set<String> codes() {
    return warnings().stream().map(ReliabilityWarning::code).collect(Collectors.toSet());
  }

  private List<ReliabilityWarning> warnings() {
    List<ReliabilityWarning> warnings =
        new ArrayList<>(
            ReliabilityWarnings.ofModel(
                accuracy(), OptionalDouble.of(medianGap(model.logits(images))), labels.length));
    warnings.addAll(ReliabilityWarnings.ofAttacks(new ModelAttacks(attacks)));
    for (AttackRows attack : attacks) {
      RobustnessMetric metric =
          RobustnessMetric.of(attack.rows().cells(), images.columns(), images.columns());
      warnings.addAll(ReliabilityWarnings.ofScore(attack.spec(), attack.score(), metric));
    }
    return warnings;
  }

  private double accuracy() {
    FloatMatrix logits = model.logits(images);
    return IntStream.range(0, labels.length)
            .filter(row -> logits.argMax(row) == labels[row])
            .count()
        / (double) labels.length;
  }

  /** The median distance of the two largest logits. */
  static double medianGap(FloatMatrix logits) {
    double[] gaps =
        IntStream.range(0, logits.rows())
            .mapToDouble(row -> gap(logits.row(row)))
            .sorted()
            .toArray();
    return gaps[gaps.length / 2];
  }

  private static double gap(float[] logits) {
    float[] ascending = logits.clone();
    Arrays.sort(ascending);
    return ascending[ascending.length - 1] - ascending[ascending.length - 2];
  }

  private static OutcomeSummary summary(AttackOutcome outcome) {
    double amplitude = outcome.log10GradientAmplitude();
    return new OutcomeSummary(
        outcome.sample(),
        outcome.source(),
        outcome.target(),
        outcome.endReason(),
        outcome.success(),
        new Distortion(outcome.l0(), outcome.l2(), outcome.linf()),
        Double.isNaN(amplitude) ? OptionalDouble.empty() : OptionalDouble.of(amplitude),
        new OutcomeSummary.Course(
            outcome.effort().queries(),
            outcome.logitGap(),
            outcome.effort().earlierGap(),
            outcome.finalGap(),
            outcome.repeatable()));
  }
}
