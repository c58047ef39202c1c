package io.reflux.robustness.attack.loss;

import io.reflux.robustness.network.LogitSeeds;
import java.util.function.IntFunction;

/**
 * What an attack increases: a function of one row of logits and its derivative, for either goal.
 * Everything is computed in double, but for {@link #crossEntropyFloat32}.
 *
 * <p>Value and seed of a loss belong together: the seed is the derivative of the value. So an
 * attack may compare values as well as follow gradients.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public sealed interface Loss
    permits LogOdds, LogitMargin, LogitRatio, TargetedLogitRatio, ProbabilityLoss32 {

  /**
   * The value at some logits; larger is better for the attacker.
   *
   * @param logits one row, {@code [classes]}
   */
  double value(float[] logits, Aim aim);

  /**
   * Writes the derivative of {@link #value} with respect to the logits.
   *
   * @param logits one row, {@code [classes]}
   * @param seed where to write, {@code [classes]}; every entry is set
   */
  void seed(float[] logits, Aim aim, float[] seed);

  /** The fewest classes it is defined for. */
  default int leastClasses() {
    return 2;
  }

  /**
   * Checks that a model has enough classes.
   *
   * @throws IllegalArgumentException if it has not
   */
  default void requireClasses(int classes) {
    if (classes < leastClasses()) {
      throw new IllegalArgumentException(
          "%s needs a model of at least %d classes, had %d; take the cross-entropy or the margin"
              .formatted(this, leastClasses(), classes));
    }
  }

  /**
   * The seeds of some rows.
   *
   * @param aims the aim of each row
   */
  default LogitSeeds seedsFor(IntFunction<Aim> aims) {
    return new LogitSeeds() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public void fill(int row, float[] logits, float[][] seeds) {
        seed(logits, aims.apply(row), seeds[0]);
      }
    };
  }

  /** The cross-entropy in log space: see {@link LogOdds}. */
  static Loss crossEntropy() {
    return new LogOdds();
  }

  /** The cross-entropy through probabilities in float32: see {@link ProbabilityLoss32}. */
  static Loss crossEntropyFloat32() {
    return new ProbabilityLoss32();
  }

  /** The difference of two logits: see {@link LogitMargin}. */
  static Loss margin() {
    return new LogitMargin();
  }

  /** The difference-of-logits ratio: see {@link LogitRatio}. */
  static Loss ratio() {
    return new LogitRatio();
  }

  /** The ratio towards one class: see {@link TargetedLogitRatio}. */
  static Loss targetedRatio() {
    return new TargetedLogitRatio();
  }
}
