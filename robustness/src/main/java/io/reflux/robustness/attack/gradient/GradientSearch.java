package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;

/**
 * Climbs a loss within a ball around the original, from one or several starts.
 *
 * <p>Iteration 0 looks at the original: a row that meets its goal there is done. Then each row goes
 * through its tries on its own: a try starts at the original or at a random point (every one of
 * them, as in Madry et al. 2017), moves a number of steps, and the model is asked about the start
 * and about the image after each step, once for both the logits and the gradient. A row stops at
 * its first adversarial image, unless it looks for the smallest change. All rows advance together
 * and those that are done are dropped, but no row waits for another: one goes on to its next try
 * while others are amid theirs.
 *
 * <p>A row that never succeeds keeps the image with the largest margin, the one nearest to success.
 * It ends with {@code ZERO_GRADIENT} if the gradient was exactly zero at the start of every try, so
 * that it was never moved by one.
 */
public final class GradientSearch implements Search {

  private final GradientPlan plan;

  GradientSearch(GradientPlan plan) {
    this.plan = plan;
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    plan.loss().requireClasses(classifier.classes());
    return new GradientRun(plan, batch).run(classifier, progress);
  }
}
