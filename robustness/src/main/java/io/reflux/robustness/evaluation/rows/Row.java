package io.reflux.robustness.evaluation.rows;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import io.reflux.robustness.threat.Norm;
import java.util.Comparator;

/**
 * One row of an attack: a sample, what it was to become, and how far that was.
 *
 * @param sample the sample's index in the test set, at least 0
 * @param target the class wanted, in [0, 255]; the sample's own label if any other would do
 * @param l0 changed features of the adversarial image, in [0, 65534]; {@link SampleCell#NO_SUCCESS}
 *     without one
 * @param distance of the adversarial image in the norm of the attack; infinite without one
 */
public record Row(int sample, int target, int l0, double distance) {

  /** By sample, then by target. */
  static final Comparator<Row> ORDER =
      Comparator.comparingInt(Row::sample).thenComparingInt(Row::target);

  /** The most classes that a row can tell apart. */
  static final int CLASSES = 0x100;

  /** Checks the ranges. */
  public Row {
    if (sample < 0 || target < 0 || target >= CLASSES) {
      throw new IllegalArgumentException(
          "sample must be >= 0 and target in [0, 255], were " + sample + " and " + target);
    }
    boolean reached = distance < Double.POSITIVE_INFINITY;
    if (!(distance >= 0) || l0 < 0 || reached != (l0 < SampleCell.NO_SUCCESS)) {
      throw new IllegalArgumentException(
          "l0 must be in [0, 65534] exactly with a finite distance >= 0, were %d and %s"
              .formatted(l0, distance));
    }
  }

  /** The row of an outcome of an attack that measures in a norm. */
  static Row of(OutcomeSummary outcome, Norm norm) {
    int l0 = outcome.distortion().l0();
    return outcome.success()
        ? new Row(
            outcome.sample(),
            outcome.target(),
            l0,
            norm.of(l0, outcome.distortion().l2(), outcome.distortion().linf()))
        : missed(outcome.sample(), outcome.target());
  }

  /** A row without an adversarial image. */
  public static Row missed(int sample, int target) {
    return new Row(sample, target, SampleCell.NO_SUCCESS, Double.POSITIVE_INFINITY);
  }

  /** Whether there is an adversarial image. */
  public boolean reached() {
    return l0 < SampleCell.NO_SUCCESS;
  }

  /** The same row of two attacks that measure alike: the closer image, and the fewest features. */
  Row or(Row other) {
    return new Row(sample, target, Math.min(l0, other.l0), Math.min(distance, other.distance));
  }

  /** The row as one without an adversarial image. */
  Row withoutImage() {
    return missed(sample, target);
  }

  /** The row as one of its sample alone, whatever the target. */
  Row ofSample() {
    return new Row(sample, 0, l0, distance);
  }

  /** A number that only rows of the same sample and target share. */
  int place() {
    return Math.addExact(Math.multiplyExact(sample, CLASSES), target);
  }
}
