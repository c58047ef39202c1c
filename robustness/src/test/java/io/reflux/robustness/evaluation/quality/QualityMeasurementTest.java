package io.reflux.robustness.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.data.format.LabelledPixels;
import io.reflux.robustness.evaluation.quality.LogitStatistics.Quantiles;
import io.reflux.robustness.evaluation.quality.QualityMeasurement.Limits;
import io.reflux.robustness.network.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityMeasurementTest {

  private static final float LN_3 = (float) Math.log(3);
  private static final float[][] WEIGHTS = {{0.4f, -0.2f}, {0, 0}};

  /** Two black images, of class 0 and of class 1. */
  private static final ImageDataset BLACK = dataset(new byte[4], 0, 1);

  @Test
  void a_model_that_is_three_to_one_for_class_0_is_measured_as_by_hand() {
    ModelQuality quality = measure(new LinearClassifier(WEIGHTS, LN_3, 0), 1);

    assertThat(quality.accuracy()).isEqualTo(0.5);
    assertThat(quality.correct().get(0)).isTrue();
    assertThat(quality.correct().get(1)).isFalse();
    assertThat(quality.softened().meanConfidence()).isCloseTo(0.75, within(1e-6));
    assertThat(quality.softened().crossEntropy())
        .isCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, within(1e-6));
    assertThat(quality.logits().meanAbsolute()).isCloseTo(LN_3 / 2, within(1e-6));
    assertThat(quality.logits().gaps().median()).isEqualTo(LN_3);
  }

  /** softmax(Z / 2) of Z = (ln 3, 0) is (sqrt 3, 1) / (1 + sqrt 3). */
  @Test
  void confidence_is_that_at_the_models_temperature() {
    ModelQuality quality = measure(new LinearClassifier(WEIGHTS, LN_3, 0), 2);

    assertThat(quality.softened().meanConfidence())
        .isCloseTo(Math.sqrt(3) / (1 + Math.sqrt(3)), within(1e-6));
    assertThat(quality.accuracy()).isEqualTo(0.5);
  }

  /** With two classes the estimate is the mean: F_0 F_1 mean|w_0 - w_1| = 0.1875 * 0.3. */
  @Test
  void the_amplitude_of_two_classes_is_the_closed_form() {
    LinearClassifier classifier = new LinearClassifier(WEIGHTS, LN_3, 0);

    assertThat(amplitude(classifier)).isCloseTo(Math.log10(0.1875 * 0.3), within(1e-6));
  }

  /** The same with a gap of 800: e^-800 * 0.3, which neither float nor double can hold. */
  @Test
  void the_amplitude_of_a_saturated_model_does_not_underflow() {
    LinearClassifier classifier = new LinearClassifier(WEIGHTS, 800, 0);

    assertThat(amplitude(classifier))
        .isCloseTo(-800 / Math.log(10) + Math.log10(0.3), within(1e-4));
    assertThat(measure(classifier, 1).gradients().float32Zeros()).isEqualTo(2);
  }

  @Test
  void the_amplitude_of_three_classes_is_at_most_the_mean_of_the_jacobian() {
    float[][] weights = {{0.4f, -0.2f}, {0.1f, 0.3f}, {-0.5f, 0.1f}};
    LinearClassifier classifier = new LinearClassifier(weights, 1, 0.5f, 0);
    double[] f = softmax(1, 0.5, 0);

    double mean = meanJacobian(weights, f);

    assertThat(Math.pow(10, amplitude(classifier)))
        .isLessThanOrEqualTo(mean * (1 + 1e-6))
        .isGreaterThan(mean / 1.5);
  }

  @Test
  void the_amplitude_is_the_mean_of_the_jacobian_when_one_rival_matters() {
    float[][] weights = {{0.4f, -0.2f}, {0.1f, 0.3f}, {-0.5f, 0.1f}};
    LinearClassifier classifier = new LinearClassifier(weights, 20, 10, -15);
    double[] f = softmax(20, 10, -15);

    assertThat(Math.pow(10, amplitude(classifier)) / meanJacobian(weights, f))
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void logits_that_ignore_the_input_have_an_amplitude_of_zero() {
    ModelQuality quality = measure(new LinearClassifier(new float[2][2], 1, 0), 1);

    assertThat(quality.gradients().counts().get(9)).isEqualTo(2);
    assertThat(quality.gradients().float32Zeros()).isEqualTo(2);
  }

  @Test
  void only_as_many_samples_as_asked_for_are_measured() {
    LinearClassifier classifier = new LinearClassifier(WEIGHTS, LN_3, 0);

    ModelQuality quality = QualityMeasurement.measure(classifier, BLACK, 1, new Limits(1, 0));

    assertThat(quality.samples()).isEqualTo(1);
    assertThat(quality.accuracy()).isEqualTo(1);
    assertThat(quality.gradients().samples()).isZero();
  }

  @Test
  void samples_with_and_without_gradients_are_measured_alike() {
    LinearClassifier classifier = new LinearClassifier(WEIGHTS, 0.1f, 0.05f);
    ImageDataset test = dataset(pixels(600), labels(300));

    ModelQuality all = QualityMeasurement.measure(classifier, test, 5, new Limits(300, 300));
    ModelQuality some = QualityMeasurement.measure(classifier, test, 5, new Limits(300, 131));

    assertThat(some.correct()).isEqualTo(all.correct());
    assertThat(some.logits()).isEqualTo(all.logits());
    assertThat(some.softened()).isEqualTo(all.softened());
    assertThat(some.gradients().samples()).isEqualTo(131);
  }

  @Test
  void a_model_whose_training_diverged_is_refused() {
    LinearClassifier classifier = new LinearClassifier(WEIGHTS, Float.NaN, 0);

    assertThatExceptionOfType(NonFiniteLogitsException.class)
        .isThrownBy(() -> measure(classifier, 1))
        .withMessageStartingWith("the model gives logits that are not finite for test sample 0");
  }

  @Test
  void data_of_another_shape_is_refused() {
    LinearClassifier classifier = new LinearClassifier(new float[2][3], 0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> measure(classifier, 1))
        .withMessageStartingWith("the test set must have images of ImageShape[height=1, width=3");
  }

  @Test
  void quantiles_are_the_values_of_the_nearest_rank() {
    assertThat(Quantiles.ofSorted(new float[] {1, 2, 3, 4}))
        .isEqualTo(new Quantiles(1, 1, 2, 3, 4));
    assertThat(Quantiles.ofSorted(new float[] {7})).isEqualTo(new Quantiles(7, 7, 7, 7, 7));
  }

  private static ModelQuality measure(LinearClassifier classifier, double temperature) {
    return QualityMeasurement.measure(classifier, BLACK, temperature, new Limits(2, 2));
  }

  private static double amplitude(LinearClassifier classifier) {
    float[] logits = classifier.logits(BLACK.pixels(0, 1)).row(0);
    return PredictedClassGradient.log10Amplitude(
        logits,
        classifier
            .inputGradients(BLACK.pixels(0, 1), new PredictedClassGradient())
            .gradients()
            .get(0),
        0);
  }

  private static double meanJacobian(float[][] weights, double[] f) {
    double sum = 0;
    for (int i = 0; i < weights[0].length; i++) {
      double mean = 0;
      for (int k = 0; k < f.length; k++) {
        mean += f[k] * weights[k][i];
      }
      for (int j = 0; j < f.length; j++) {
        sum += Math.abs(f[j] * (weights[j][i] - mean));
      }
    }
    return sum / (f.length * weights[0].length);
  }

  private static double[] softmax(double... logits) {
    double partition = 0;
    for (double logit : logits) {
      partition += Math.exp(logit);
    }
    double[] f = new double[logits.length];
    for (int k = 0; k < f.length; k++) {
      f[k] = Math.exp(logits[k]) / partition;
    }
    return f;
  }

  private static byte[] pixels(int count) {
    byte[] pixels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return pixels;
  }

  private static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
    }
    return labels;
  }

  private static ImageDataset dataset(byte[] pixels, int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new ImageDataset(
        new LabelledPixels(new ImageShape(1, 2, 1), pixels, bytes), List.of("no", "yes"));
  }
}
