package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;

/**
 * The Jacobian-based saliency map attack (Papernot et al., "The Limitations of Deep Learning in
 * Adversarial Settings", 2016, Algorithm 2): while the target does not win, change the two features
 * that the map names by theta, up to {@code floor(maxFeatures / 2)} times, or one feature at a time
 * up to {@code maxFeatures} times. A feature leaves the search when it reaches its bound, with
 * theta of +1 or -1 thus after one use; features that start at the bound are not in it, since a
 * change would spend budget on nothing.
 *
 * <p>All rows advance together. One forward pass per iteration serves the check of the current
 * samples and the products of the map, at the first iteration for all targets of a sample at once,
 * and finished rows are dropped after it. Rows never look at each other.
 */
public final class SaliencySearch implements Search {

  private final SaliencyMap map;
  private final float theta;
  private final int perStep;
  private final int maxIterations;

  /**
   * A search.
   *
   * @param theta what is added to a chosen feature, in [-1, 1] and not 0
   * @param maxFeatures the most features to change
   * @param perStep how many to change at a time, 1 or 2
   */
  public SaliencySearch(SaliencyMap map, double theta, int maxFeatures, int perStep) {
    this.map = map;
    this.theta = (float) theta;
    this.perStep = perStep;
    this.maxIterations = maxFeatures / perStep;
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    ActiveRows active = new ActiveRows(batch);
    SearchDomain domain = new SearchDomain(batch.originals().columns(), perStep);
    for (int iteration = 0; active.count() > 0; iteration++) {
      active.requireWanted(progress);
      if (iteration < maxIterations) {
        advance(gradients(classifier, active, iteration), active, domain, iteration);
      } else {
        finish(active, active.logits(classifier), iteration);
      }
      active.dropEnded();
      active.report(progress);
    }
    return active.result();
  }

  /** At the first iteration all samples are the originals. */
  private InputGradients gradients(Classifier classifier, ActiveRows active, int iteration) {
    LogitSeeds seeds = map.seedsFor(active.targets(), classifier.classes());
    return iteration == 0
        ? active.gradientsOnOriginals(classifier, seeds)
        : active.gradients(classifier, seeds);
  }

  private void advance(
      InputGradients gradients, ActiveRows active, SearchDomain domain, int iteration) {
    for (int row = 0; row < active.count(); row++) {
      if (!endedByLogits(active, gradients.logits(), row, iteration)) {
        domain.reset(active.samples(), row, theta);
        FeatureChoice choice = map.choose(gradients, row, active.target(row), domain);
        apply(choice, active, row, iteration);
      }
    }
  }

  private static void finish(ActiveRows active, FloatMatrix logits, int iteration) {
    for (int row = 0; row < active.count(); row++) {
      if (!endedByLogits(active, logits, row, iteration)) {
        end(active, row, EndReason.BUDGET, iteration);
      }
    }
  }

  private static boolean endedByLogits(
      ActiveRows active, FloatMatrix logits, int row, int iteration) {
    if (!logits.finite(row)) {
      end(active, row, EndReason.NON_FINITE, iteration);
      return true;
    }
    if (active.reached(logits, row)) {
      end(active, row, EndReason.SUCCESS, iteration);
      return true;
    }
    return false;
  }

  private void apply(FeatureChoice choice, ActiveRows active, int row, int iteration) {
    switch (choice.kind()) {
      case PAIR -> {
        active.move(row, choice.first(), theta);
        active.move(row, choice.second(), theta);
      }
      case SINGLE -> active.move(row, choice.first(), theta);
      case EMPTY_DOMAIN -> end(active, row, EndReason.EMPTY_DOMAIN, iteration);
      case ZERO_GRADIENT -> end(active, row, EndReason.ZERO_GRADIENT, iteration);
      case EMPTY_MAP -> end(active, row, EndReason.EMPTY_MAP, iteration);
      case NON_FINITE -> end(active, row, EndReason.NON_FINITE, iteration);
    }
  }

  private static void end(ActiveRows active, int row, EndReason reason, int iteration) {
    active.keep(row);
    active.end(row, reason, iteration);
  }
}
