package io.reflux.robustness.attack;

import io.reflux.robustness.attack.saliency.TargetGradients;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.List;

/**
 * An attack: a search for adversarial samples, inside the harness that judges it.
 *
 * <p>The harness measures the originals, runs the search, clips what it returns to [0, 1], measures
 * the distances, and decides success by a fresh forward pass: the goal must be met and the change
 * be within the budget of the threat model. A search that claims a success it does not have is
 * reported as such (see {@link AttackOutcome#endReason}).
 *
 * <p>Deterministic: random numbers come from the seed in the specification and the row's own sample
 * and target, and with a {@link Classifier} that keeps its promise a row ends the same alone as in
 * any batch. Immutable and safe for use by several threads.
 */
public final class Attack {

  private final AttackSpec spec;
  private final Search search;

  Attack(AttackSpec spec, Search search) {
    this.spec = spec;
    this.search = search;
  }

  /**
   * The attack of a specification that looks at the attacked model itself.
   *
   * @throws IllegalArgumentException if a parameter is missing, or the attack is made on another
   *     model
   */
  public static Attack of(AttackSpec spec) {
    spec.requireComplete();
    return new Attack(spec, Searches.of(spec));
  }

  /**
   * The attack of a specification that is made on another model and carried over.
   *
   * @param surrogate that other model
   * @throws IllegalArgumentException if the attack looks at the attacked model itself
   */
  public static Attack of(AttackSpec spec, Classifier surrogate) {
    spec.requireComplete();
    return new Attack(spec, Searches.of(spec, surrogate));
  }

  /** What this attack is. */
  public AttackSpec spec() {
    return spec;
  }

  /**
   * Attacks every row of a batch.
   *
   * @param classifier the model
   * @param batch the rows, any number
   * @param progress told about finished rows, asked about cancellation
   * @return one outcome per row, in order
   * @throws IllegalArgumentException if the batch does not fit the model, or has another goal
   * @throws AttackCancelledException if progress cancels
   */
  public AttackBatchResult run(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    batch.requireFits(classifier);
    if (batch.goal() != spec.goal()) {
      throw new IllegalArgumentException(
          "the batch must be %s, was %s".formatted(spec.goal().label(), batch.goal().label()));
    }
    if (batch.rows() == 0) {
      return new AttackBatchResult(List.of(), 0, 0);
    }
    CountingClassifier counting = new CountingClassifier(classifier);
    LogitSeeds seeds = TargetGradients.seeds(batch.targets(), classifier.classes());
    TargetGradients before = TargetGradients.of(batch.gradients(counting, seeds), batch.targets());
    SearchResult found = search.search(counting, batch, progress);
    List<AttackOutcome> outcomes =
        new Judge(counting, batch, spec.boundary()).outcomes(found, before);
    return new AttackBatchResult(outcomes, counting.forwardRows, counting.productRows);
  }

  /** {@link #run(Classifier, AttackBatch, AttackProgress)} without progress. */
  public AttackBatchResult run(Classifier classifier, AttackBatch batch) {
    return run(classifier, batch, AttackProgress.none());
  }

  @Override
  public String toString() {
    return "Attack" + spec.canonical();
  }

  /** Counts the work of one run. */
  private static final class CountingClassifier implements Classifier {

    private final Classifier counted;
    private long forwardRows;
    private long productRows;

    CountingClassifier(Classifier counted) {
      this.counted = counted;
    }

    @Override
    public ImageShape shape() {
      return counted.shape();
    }

    @Override
    public int classes() {
      return counted.classes();
    }

    @Override
    public FloatMatrix logits(FloatMatrix x) {
      forwardRows += x.rows();
      return counted.logits(x);
    }

    @Override
    public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
      forwardRows += x.rows();
      productRows += (long) x.rows() * seeds.count();
      return counted.inputGradients(x, seeds);
    }
  }
}
