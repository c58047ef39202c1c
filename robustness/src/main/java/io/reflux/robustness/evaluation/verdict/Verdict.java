package io.reflux.robustness.evaluation.verdict;

import java.util.Collection;
import java.util.Comparator;

/** What a set of attacks says about a model, from the least to the most severe. */
public enum Verdict {
  /**
   * Every attack fails nearly always, among them one that follows exact gradients and one that
   * needs none.
   */
  ROBUST,
  /** The attacks were too few, or too weak, to tell. */
  INCONCLUSIVE,
  /** Some attack succeeds too often. */
  NOT_ROBUST,
  /**
   * An attack by gradients fails where another one of the same boundary succeeds: the model hides
   * its gradients and is not robust. Worse than {@link #NOT_ROBUST}, because its score looks good.
   */
  GRADIENT_MASKING;

  /** The most severe of some verdicts; {@link #INCONCLUSIVE} if there is none. */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.stream().max(Comparator.naturalOrder()).orElse(INCONCLUSIVE);
  }
}
