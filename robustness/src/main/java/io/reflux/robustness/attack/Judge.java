package io.reflux.robustness.attack;

import io.reflux.robustness.attack.saliency.TargetGradients;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a search left behind into outcomes: clips, takes the difference, rebuilds the samples
 * from the differences, so that what is judged is what an outcome reproduces, and asks the
 * classifier once more.
 */
final class Judge {

  private final Classifier classifier;
  private final AttackBatch batch;
  private final int maxFeatures;

  Judge(Classifier classifier, AttackBatch batch, int maxFeatures) {
    this.classifier = classifier;
    this.batch = batch;
    this.maxFeatures = maxFeatures;
  }

  /** One outcome per row, given the gradients on the originals. */
  List<AttackOutcome> outcomes(Search.Result found, TargetGradients before) {
    FloatMatrix candidates = found.candidates();
    if (candidates.rows() != batch.rows() || candidates.columns() != batch.originals().columns()) {
      throw new IllegalStateException("the search returned another shape than it was given");
    }
    List<SparsePerturbation> perturbations = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      perturbations.add(perturbation(candidates, row));
    }
    FloatMatrix after = classifier.logits(adversarial(perturbations));
    List<AttackOutcome> outcomes = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      outcomes.add(outcome(row, found, before, after, perturbations.get(row)));
    }
    return outcomes;
  }

  private FloatMatrix adversarial(List<SparsePerturbation> perturbations) {
    FloatMatrix originals = batch.originals();
    float[] values = originals.values().clone();
    for (int row = 0; row < perturbations.size(); row++) {
      perturbations.get(row).addInPlace(values, row * originals.columns());
    }
    return new FloatMatrix(originals.rows(), originals.columns(), values);
  }

  private AttackOutcome outcome(
      int row,
      Search.Result found,
      TargetGradients before,
      FloatMatrix after,
      SparsePerturbation perturbation) {
    int target = batch.target(row);
    boolean finite = finite(found.candidates(), row) && finite(after, row);
    boolean success = finite && after.argMax(row) == target && perturbation.size() <= maxFeatures;
    return new AttackOutcome(
        batch.sample(row),
        batch.source(row),
        target,
        finite ? found.reason(row) : EndReason.NON_FINITE,
        success,
        perturbation.size(),
        perturbation.l2(),
        perturbation.linf(),
        found.iterations(row),
        gap(before.logits(), row, target),
        before.log10Amplitude(row),
        after.argMax(row),
        perturbation);
  }

  /** The change of a row; nothing if the search left something that is not a number. */
  private SparsePerturbation perturbation(FloatMatrix candidates, int row) {
    return SparsePerturbation.between(
        batch.originals(), finite(candidates, row) ? candidates : batch.originals(), row);
  }

  private static float gap(FloatMatrix logits, int row, int target) {
    return finite(logits, row)
        ? logits.at(row, logits.argMax(row)) - logits.at(row, target)
        : Float.NaN;
  }

  /** Whether every value of a row is finite. */
  static boolean finite(FloatMatrix matrix, int row) {
    for (int column = 0; column < matrix.columns(); column++) {
      if (!Float.isFinite(matrix.at(row, column))) {
        return false;
      }
    }
    return true;
  }
}
