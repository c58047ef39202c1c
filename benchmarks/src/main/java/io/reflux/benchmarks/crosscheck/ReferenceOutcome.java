package io.reflux.benchmarks.crosscheck;

/**
 * What the other implementation did to one row, measured on the final sample.
 *
 * @param image the row of the images
 * @param source its label
 * @param target the class wanted, or {@link ReferenceRow#ANY}
 * @param success whether the final class is the target, or any but the source
 * @param l2 the Euclidean distance to the original
 * @param linf the largest change of a feature
 * @param l0 how many features differ
 * @param finalClass the class with the largest logit
 * @param loss cross-entropy of the target, or of the source where the target is any; NaN or
 *     infinite where the logits are
 */
public record ReferenceOutcome(
    int image,
    int source,
    int target,
    boolean success,
    double l2,
    double linf,
    int l0,
    int finalClass,
    double loss) {

  /** The row that this came of. */
  public ReferenceRow row() {
    return new ReferenceRow(image, source, target);
  }
}
