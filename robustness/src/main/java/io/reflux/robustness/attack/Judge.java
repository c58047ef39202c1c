package io.reflux.robustness.attack;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.attack.saliency.TargetGradients;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns what a search left behind into outcomes: clips, takes the difference, rebuilds the samples
 * from the differences, so that what is judged is what an outcome reproduces, and asks the
 * classifier once more.
 */
final class Judge {

  private final Classifier classifier;
  private final AttackBatch batch;
  private final Boundary boundary;

  Judge(Classifier classifier, AttackBatch batch, Boundary boundary) {
    this.classifier = classifier;
    this.batch = batch;
    this.boundary = boundary;
  }

  /** One outcome per row, given the gradients on the originals. */
  List<AttackOutcome> outcomes(SearchResult found, TargetGradients before) {
    FloatMatrix candidates = found.candidates();
    if (candidates.rows() != batch.rows() || candidates.columns() != batch.originals().columns()) {
      throw new IllegalStateException("the search returned another shape than it was given");
    }
    List<SparsePerturbation> perturbations = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      perturbations.add(perturbation(candidates, row));
    }
    FloatMatrix again = batch.logits(classifier);
    FloatMatrix after = classifier.logits(adversarial(perturbations));
    List<AttackOutcome> outcomes = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      Logits logits = new Logits(before.logits(), again, after);
      outcomes.add(outcome(row, found, before, logits, perturbations.get(row)));
    }
    return outcomes;
  }

  /** Logits of all rows: of the originals, of the originals once more, of the final samples. */
  private record Logits(FloatMatrix before, FloatMatrix again, FloatMatrix after) {

    boolean repeatable(int row) {
      return Arrays.equals(before.row(row), again.row(row));
    }
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
      SearchResult found,
      TargetGradients before,
      Logits logits,
      SparsePerturbation perturbation) {
    int target = batch.target(row);
    FloatMatrix after = logits.after();
    boolean finite = found.candidates().finite(row) && after.finite(row);
    boolean success =
        finite && batch.reached(after, row, target) && boundary.admits(distance(perturbation));
    return new AttackOutcome(
        batch.sample(row),
        batch.source(row),
        target,
        finite ? found.reason(row) : EndReason.NON_FINITE,
        success,
        perturbation.size(),
        perturbation.l2(),
        perturbation.linf(),
        new AttackOutcome.Effort(
            found.iterations(row), found.queries(row), (float) found.earlierGap(row)),
        Math.max(0, gap(before.logits(), row, target)),
        gap(after, row, target),
        before.log10Amplitude(row),
        after.argMax(row),
        logits.repeatable(row),
        perturbation);
  }

  private double distance(SparsePerturbation perturbation) {
    return boundary.norm().of(perturbation.size(), perturbation.l2(), perturbation.linf());
  }

  /** The change of a row; nothing if the search left something that is not a number. */
  private SparsePerturbation perturbation(FloatMatrix candidates, int row) {
    return SparsePerturbation.between(
        batch.originals(), candidates.finite(row) ? candidates : batch.originals(), row);
  }

  private float gap(FloatMatrix logits, int row, int target) {
    if (!logits.finite(row)) {
      return Float.NaN;
    }
    float others = Softmax.largestOther(logits.row(row), target);
    float gap = others - logits.at(row, target);
    return boundary.goal() == Goal.TARGETED ? gap : -gap;
  }
}
