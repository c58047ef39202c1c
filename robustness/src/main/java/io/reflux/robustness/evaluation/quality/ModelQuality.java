package io.reflux.robustness.evaluation.quality;

import io.reflux.robustness.evaluation.GradientHistogram;

/**
 * A model on clean test samples. Its predictions, and so its accuracy, are the same at every
 * temperature; its confidence is not.
 *
 * @param correct the samples it classifies correctly, among the first of the test set
 * @param softened how softmax(Z / T) fits the labels at the model's own temperature
 * @param logits how large the logits are
 * @param amplitudes mean amplitudes of the gradient at T = 1, over as many samples as were asked
 *     for; see {@link QualityMeasurement}
 */
public record ModelQuality(
    SampleBitmap correct,
    SoftenedFit softened,
    LogitStatistics logits,
    GradientAmplitudes amplitudes) {

  /**
   * How softmax(Z / T) fits the labels.
   *
   * @param temperature T, above 0
   * @param meanConfidence the mean of the largest probability, in (0, 1]
   * @param crossEntropy the mean of {@code -log softmax(Z / T)[label]}, in nats
   */
  public record SoftenedFit(double temperature, double meanConfidence, double crossEntropy) {}

  /** The number of samples measured. */
  public int samples() {
    return correct.size();
  }

  /** How many samples have a gradient of which amplitude. */
  public GradientHistogram gradients() {
    return amplitudes.histogram();
  }

  /** The share of samples classified correctly, in [0, 1]. */
  public double accuracy() {
    return (double) correct.count() / correct.size();
  }
}
