package io.reflux.evaluator.scoring;

import java.time.Instant;

/**
 * What is known of an attack on a model before its first outcome.
 *
 * @param expectedOutcomes how many pairs will have an outcome, at least 0
 * @param maxFeatures most features the attack may change, in [1, min(features, 65534)]
 * @param features number of input features
 * @param mode what the attack computes, such as {@code jsma-f-float32}
 * @param theta change of a chosen feature per step, in [-1, 1] and not 0
 * @param plannedAt when it was announced
 */
public record AttackSetup(
    long expectedOutcomes,
    int maxFeatures,
    int features,
    String mode,
    double theta,
    Instant plannedAt) {

  private static final int MOST_FEATURES = 0xfffe;

  /** Checks the ranges. */
  public AttackSetup {
    if (expectedOutcomes < 0) {
      throw new IllegalArgumentException(
          "expectedOutcomes must be 0 or more, was " + expectedOutcomes);
    }
    int most = Math.min(features, MOST_FEATURES);
    if (maxFeatures < 1 || maxFeatures > most) {
      throw new IllegalArgumentException(
          "maxFeatures must be in [1, %d] with %d features, was %d"
              .formatted(most, features, maxFeatures));
    }
    if (mode.isBlank()) {
      throw new IllegalArgumentException("mode must not be blank");
    }
    if (!(theta >= -1 && theta <= 1 && theta != 0)) {
      throw new IllegalArgumentException("theta must be in [-1, 1] and not 0, was " + theta);
    }
  }

  /** Whether the other setup announces the same work, whenever it did. */
  boolean sameWork(AttackSetup other) {
    return equals(other.announcedAt(plannedAt));
  }

  private AttackSetup announcedAt(Instant instant) {
    return new AttackSetup(expectedOutcomes, maxFeatures, features, mode, theta, instant);
  }
}
