package io.reflux.robustness.evaluation.quality;

import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.evaluation.quality.LogitStatistics.Quantiles;
import io.reflux.robustness.evaluation.quality.ModelQuality.SoftenedFit;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import java.util.Arrays;

/**
 * Measures a model on the first samples of a test set.
 *
 * <p><em>Gradient amplitude.</em> Fig. 9 of the distillation paper shows, per sample, the mean of
 * |dF_j/dx_i| over classes j and features i, F being softmax at T = 1. The estimate here takes one
 * vector-Jacobian product per sample instead of one per class:
 *
 * <pre>{@code (2 / m) * mean_i |dF_y/dx_i|}, m classes, y the predicted one.</pre>
 *
 * Since the rows of the Jacobian sum to zero, the row of y is minus the sum of the others, and the
 * estimate never exceeds the mean. It is equal where the other rows do not cancel each other, as
 * when a single rival class matters, which is so wherever the logits are far apart. The ranges of
 * the histogram span two to five decades. The estimate is computed in log space and does not
 * underflow.
 */
public final class QualityMeasurement {

  private static final int BATCH = 128;
  private static final PredictedClassGradient SEEDS = new PredictedClassGradient();

  private final Classifier classifier;
  private final double temperature;
  private final boolean[] correct;
  private final float[] gaps;
  private double confidences;
  private double crossEntropies;
  private double absoluteLogits;
  private double[] log10Amplitudes = {};

  private QualityMeasurement(Classifier classifier, double temperature, int samples) {
    this.classifier = classifier;
    this.temperature = temperature;
    this.correct = new boolean[samples];
    this.gaps = new float[samples];
  }

  /**
   * How many of the test set's first samples to look at.
   *
   * @param samples for everything but gradients, at least 1
   * @param gradientSamples for gradient amplitudes, 0 to {@code samples}; each costs a backward
   *     pass
   */
  public record Limits(int samples, int gradientSamples) {

    /** Checks the order. */
    public Limits {
      if (samples < 1 || gradientSamples < 0 || gradientSamples > samples) {
        throw new IllegalArgumentException(
            "samples must be >= 1 and gradientSamples in [0, samples], were %d and %d"
                .formatted(samples, gradientSamples));
      }
    }

    /** All samples of a test set, and gradients of at most {@code gradientSamples} of them. */
    public static Limits of(ImageDataset test, int gradientSamples) {
      return new Limits(test.size(), Math.min(gradientSamples, test.size()));
    }
  }

  /**
   * Measures a model.
   *
   * @param temperature the model's own, above 0
   * @throws NonFiniteLogitsException if a logit or a gradient is not a finite number
   * @throws IllegalArgumentException if the data does not fit the model, or there are fewer samples
   *     than asked for
   */
  public static ModelQuality measure(
      Classifier classifier, ImageDataset test, double temperature, Limits limits) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("temperature must be above 0, was " + temperature);
    }
    if (limits.samples() > test.size()) {
      throw new IllegalArgumentException(
          "samples must be <= %d, were %d".formatted(test.size(), limits.samples()));
    }
    if (!test.shape().equals(classifier.shape()) || test.classes() != classifier.classes()) {
      throw new IllegalArgumentException(
          "the test set must have images of %s in %d classes like the model, had %s in %d"
              .formatted(classifier.shape(), classifier.classes(), test.shape(), test.classes()));
    }
    QualityMeasurement measurement =
        new QualityMeasurement(classifier, temperature, limits.samples());
    measurement.withGradients(test, limits.gradientSamples());
    measurement.withoutGradients(test, limits.gradientSamples(), limits.samples());
    return measurement.result();
  }

  private void withGradients(ImageDataset test, int end) {
    log10Amplitudes = new double[end];
    for (int from = 0; from < end; from += BATCH) {
      int to = Math.min(from + BATCH, end);
      InputGradients found = classifier.inputGradients(test.pixels(from, to), SEEDS);
      addLogits(found.logits(), test, from);
      for (int row = 0; row < to - from; row++) {
        double amplitude =
            PredictedClassGradient.log10Amplitude(
                found.logits().row(row), found.gradients().get(0), row);
        if (!(amplitude < Double.POSITIVE_INFINITY)) {
          throw new NonFiniteLogitsException(from + row, "gradients");
        }
        log10Amplitudes[from + row] = amplitude;
      }
    }
  }

  private void withoutGradients(ImageDataset test, int start, int end) {
    for (int from = start; from < end; from += BATCH) {
      int to = Math.min(from + BATCH, end);
      addLogits(classifier.logits(test.pixels(from, to)), test, from);
    }
  }

  private void addLogits(FloatMatrix logits, ImageDataset test, int first) {
    for (int row = 0; row < logits.rows(); row++) {
      addLogits(logits.row(row), test.label(first + row), first + row);
    }
  }

  private void addLogits(float[] logits, int label, int sample) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new NonFiniteLogitsException(sample, "logits");
      }
      absoluteLogits += Math.abs(logit);
    }
    int predicted = PredictedClassGradient.predicted(logits);
    correct[sample] = predicted == label;
    gaps[sample] = gap(logits, predicted);
    addSoftened(logits, label, predicted);
  }

  private void addSoftened(float[] logits, int label, int predicted) {
    double partition = 0;
    for (float logit : logits) {
      partition += StrictMath.exp((logit - logits[predicted]) / temperature);
    }
    confidences += 1 / partition;
    crossEntropies += StrictMath.log(partition) + (logits[predicted] - logits[label]) / temperature;
  }

  private ModelQuality result() {
    int samples = correct.length;
    Arrays.sort(gaps);
    return new ModelQuality(
        SampleBitmap.of(correct),
        new SoftenedFit(temperature, confidences / samples, crossEntropies / samples),
        new LogitStatistics(
            absoluteLogits / ((double) samples * classifier.classes()), Quantiles.ofSorted(gaps)),
        GradientAmplitudes.of(log10Amplitudes));
  }

  private static float gap(float[] logits, int predicted) {
    float second = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      second = k == predicted ? second : Math.max(second, logits[k]);
    }
    return logits[predicted] - second;
  }
}
