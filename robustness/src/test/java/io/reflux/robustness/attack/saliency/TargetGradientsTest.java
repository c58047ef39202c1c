package io.reflux.robustness.attack.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.DenseClassifier;
import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.LogitSeeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGradientsTest {

  @Test
  void the_amplitude_is_the_mean_magnitude_of_the_probability_gradient() {
    DenseClassifier model =
        DenseClassifier.linear(new float[][] {{1, -2}, {0.5f, 3}, {-1, 1}}, 0, 0, 0);
    FloatMatrix image = new FloatMatrix(1, 2, new float[] {0.5f, 0.25f});
    double step = 1e-3;
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      float[] up = image.row(0);
      float[] down = image.row(0);
      up[i] += (float) step;
      down[i] -= (float) step;
      sum += Math.abs(probability(model, up) - probability(model, down)) / (2 * step);
    }

    assertThat(of(model, image, 2).log10Amplitude(0)).isCloseTo(Math.log10(sum / 2), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(floats = {100, -100, 1000, -1000})
  void it_is_exact_far_beyond_every_number_type_on_either_side(float gap) {
    DenseClassifier model = DenseClassifier.linear(new float[][] {{0, 0}, {1, 3}}, gap, 0);
    FloatMatrix image = FloatMatrix.zeros(1, 2);

    assertThat(of(model, image, 1).log10Amplitude(0))
        .isCloseTo(-Math.abs(gap) / Math.log(10) + Math.log10(2), within(1e-9));
  }

  private static TargetGradients of(DenseClassifier model, FloatMatrix image, int target) {
    int[] targets = {target};
    LogitSeeds seeds = TargetGradients.seeds(targets, model.classes());
    return TargetGradients.of(model.inputGradients(image, seeds), targets);
  }

  private static double probability(DenseClassifier model, float[] pixels) {
    float[] logits = model.logits(new FloatMatrix(1, pixels.length, pixels)).row(0);
    return Softmax.float64(logits, 1)[2];
  }
}
