package io.reflux.robustness.evaluation.published;

import java.util.OptionalDouble;

/**
 * One published number.
 *
 * @param dataset what the model was trained on
 * @param distillationTemperature the temperature of the distilled model; empty for the undistilled
 * @param attack the attack in our name for it, {@code cw-l2} and its like for those of Carlini and
 *     Wagner; blank for numbers that need none
 * @param quantity what was measured
 * @param value in the unit of the quantity
 * @param digitised whether the value was read off a figure, to about 0.1 to 0.3 points, and not
 *     printed
 * @param source publication and place in it
 */
public record PublishedNumber(
    PublishedDataset dataset,
    OptionalDouble distillationTemperature,
    String attack,
    Quantity quantity,
    double value,
    boolean digitised,
    String source) {

  /** What a published number measures. */
  public enum Quantity {
    /** The share of targeted attacks that succeed, in [0, 1]. */
    SUCCESS_RATE,
    /** The share of test samples classified correctly, in [0, 1]. */
    ACCURACY,
    /** Accuracy minus that of the undistilled model, in [-1, 1]. */
    ACCURACY_CHANGE,
    /** The robustness metric as a share of the features, in [0, 1]. */
    ROBUSTNESS,
    /** The mean over samples and classes of |Z|. */
    MEAN_ABSOLUTE_LOGIT,
    /** Mean changed features, for the easiest target of each sample. */
    L0_BEST,
    /** Mean changed features, for a random target. */
    L0_MEAN,
    /** Mean changed features, for the hardest target of each sample. */
    L0_WORST,
    /** Mean Euclidean distance, for the easiest target of each sample. */
    L2_BEST,
    /** Mean Euclidean distance, for a random target. */
    L2_MEAN,
    /** Mean Euclidean distance, for the hardest target of each sample. */
    L2_WORST,
    /** Mean largest change, for the easiest target of each sample. */
    LINF_BEST,
    /** Mean largest change, for a random target. */
    LINF_MEAN,
    /** Mean largest change, for the hardest target of each sample. */
    LINF_WORST
  }
}
