package io.reflux.robustness.attack;

import io.reflux.robustness.attack.saliency.PairChoice;
import io.reflux.robustness.attack.saliency.SaliencyMap;
import io.reflux.robustness.attack.saliency.SearchDomain;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;

/**
 * The Jacobian-based saliency map attack (Papernot et al., "The Limitations of Deep Learning in
 * Adversarial Settings", 2016, Algorithm 2): while the target does not win, change the two features
 * that the map names by theta, up to {@code floor(maxFeatures / 2)} times. A feature leaves the
 * search when it reaches its bound, with theta of +1 or -1 thus after one use; features that start
 * at the bound are not in it, since a change would spend budget on nothing.
 *
 * <p>All rows advance together. One forward pass per iteration serves the check of the current
 * samples and the products of the map, at the first iteration for all targets of a sample at once,
 * and finished rows are dropped after it. Rows never look at each other.
 */
final class SaliencySearch implements Search {

  private final SaliencyMap map;
  private final float theta;
  private final int maxIterations;

  SaliencySearch(SaliencyMap map, double theta, int maxFeatures) {
    this.map = map;
    this.theta = (float) theta;
    this.maxIterations = maxFeatures / 2;
  }

  @Override
  public Result search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    ActiveRows active = new ActiveRows(batch);
    SearchDomain domain = new SearchDomain(batch.originals().columns());
    for (int iteration = 0; active.count() > 0; iteration++) {
      if (progress.cancelled()) {
        throw new AttackCancelledException(batch.rows() - active.count(), batch.rows());
      }
      if (iteration < maxIterations) {
        advance(gradients(classifier, batch, active, iteration), active, domain, iteration);
      } else {
        finish(active, classifier.logits(active.samples()), iteration);
      }
      active.dropEnded();
      progress.rowsFinished(batch.rows() - active.count(), batch.rows());
    }
    return active.result();
  }

  /** At the first iteration all samples are the originals. */
  private InputGradients gradients(
      Classifier classifier, AttackBatch batch, ActiveRows active, int iteration) {
    LogitSeeds seeds = map.seedsFor(active.targets(), classifier.classes());
    return iteration == 0
        ? batch.gradients(classifier, seeds)
        : classifier.inputGradients(active.samples(), seeds);
  }

  private void advance(
      InputGradients gradients, ActiveRows active, SearchDomain domain, int iteration) {
    for (int row = 0; row < active.count(); row++) {
      if (!endedByLogits(active, gradients.logits(), row, iteration)) {
        domain.reset(active.samples(), row, theta > 0);
        PairChoice choice = map.choose(gradients, row, active.target(row), domain);
        apply(choice, active, row, iteration);
      }
    }
  }

  private static void finish(ActiveRows active, FloatMatrix logits, int iteration) {
    for (int row = 0; row < active.count(); row++) {
      if (!endedByLogits(active, logits, row, iteration)) {
        active.end(row, EndReason.BUDGET, iteration);
      }
    }
  }

  private static boolean endedByLogits(
      ActiveRows active, FloatMatrix logits, int row, int iteration) {
    if (!Judge.finite(logits, row)) {
      active.end(row, EndReason.NON_FINITE, iteration);
      return true;
    }
    if (logits.argMax(row) == active.target(row)) {
      active.end(row, EndReason.SUCCESS, iteration);
      return true;
    }
    return false;
  }

  private void apply(PairChoice choice, ActiveRows active, int row, int iteration) {
    switch (choice.kind()) {
      case PAIR -> {
        active.move(row, choice.first(), theta);
        active.move(row, choice.second(), theta);
      }
      case EMPTY_DOMAIN -> active.end(row, EndReason.EMPTY_DOMAIN, iteration);
      case ZERO_GRADIENT -> active.end(row, EndReason.ZERO_GRADIENT, iteration);
      case EMPTY_MAP -> active.end(row, EndReason.EMPTY_MAP, iteration);
      case NON_FINITE -> active.end(row, EndReason.NON_FINITE, iteration);
    }
  }
}
