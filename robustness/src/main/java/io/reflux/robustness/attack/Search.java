package io.reflux.robustness.attack;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;

/**
 * One way to look for adversarial samples. A search is not trusted: {@link Attack} clips, measures
 * and judges what it returns.
 */
interface Search {

  /**
   * Looks for an adversarial sample for every row.
   *
   * @throws AttackCancelledException once progress says so
   */
  Result search(Classifier classifier, AttackBatch batch, AttackProgress progress);

  /** The rows of a batch as a search left them, in the order of the batch. */
  final class Result {

    private final FloatMatrix candidates;
    private final EndReason[] reasons;
    private final int[] iterations;

    /** Takes the arrays over: {@code [rows, features]} and {@code [rows]}. */
    Result(FloatMatrix candidates, EndReason[] reasons, int[] iterations) {
      this.candidates = candidates;
      this.reasons = reasons;
      this.iterations = iterations;
    }

    FloatMatrix candidates() {
      return candidates;
    }

    EndReason reason(int row) {
      return reasons[row];
    }

    int iterations(int row) {
      return iterations[row];
    }
  }
}
