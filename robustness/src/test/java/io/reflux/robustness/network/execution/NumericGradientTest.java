package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Parameters;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the float32 executor against float64 loops and their central differences. */
class NumericGradientTest {

  private static final Compute COMPUTE = new Compute(2);
  private static final int ROWS = 3;
  private static final double STEP = 1e-6;

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @MethodSource("io.reflux.robustness.network.execution.Nets#mixed")
  void logits_equal_those_of_the_definition(NetworkStructure structure) {
    Parameters parameters = Nets.parameters(structure);
    FloatMatrix x = Nets.random(ROWS, structure.shape().features(), 0);

    FloatMatrix logits = new ConvolutionalNetwork(structure, parameters, COMPUTE).logits(x);

    for (int row = 0; row < ROWS; row++) {
      double[] expected =
          new DoubleReference(structure)
              .logits(Nets.widen(parameters.toArray()), Nets.widen(x.row(row)));
      assertThat(Nets.widen(logits.row(row))).containsExactly(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("io.reflux.robustness.network.execution.Nets#mixed")
  void input_gradient_equals_central_differences(NetworkStructure structure) {
    Parameters parameters = Nets.parameters(structure);
    FloatMatrix x = Nets.random(ROWS, structure.shape().features(), 0);
    FloatMatrix seeds = Nets.random(ROWS, structure.classes(), -1);

    FloatMatrix gradient =
        new ConvolutionalNetwork(structure, parameters, COMPUTE).inputGradient(x, seeds);

    double[] wide = Nets.widen(parameters.toArray());
    for (int row = 0; row < ROWS; row++) {
      double[] seed = Nets.widen(seeds.row(row));
      double[] expected =
          differences(
              Nets.widen(x.row(row)),
              image -> dot(seed, new DoubleReference(structure).logits(wide, image)));
      assertThat(Nets.widen(gradient.row(row))).containsExactly(expected, within(2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("io.reflux.robustness.network.execution.Nets#mixed")
  void parameter_gradient_equals_central_differences(NetworkStructure structure) {
    NetworkStructure plain = withoutDropout(structure);
    float[] parameters = Nets.parameters(plain).toArray();
    FloatMatrix x = Nets.random(ROWS, plain.shape().features(), 0);
    FloatMatrix seeds = Nets.random(ROWS, plain.classes(), -1);
    float[] gradient = new float[parameters.length];

    new LossGradient(plain, COMPUTE)
        .compute(
            parameters,
            new LossGradient.Batch(x, (row, z, d) -> linear(seeds, row, d), 0),
            gradient);

    double[] expected =
        differences(Nets.widen(parameters), values -> meanLoss(plain, values, x, seeds));
    assertThat(Nets.widen(gradient)).containsExactly(expected, within(2e-5));
  }

  private static NetworkStructure withoutDropout(NetworkStructure structure) {
    return Nets.net(
        structure.shape().height(),
        structure.shape().width(),
        structure.shape().channels(),
        structure.architecture().layers().stream()
            .filter(layer -> !layer.kind().equals("dropout"))
            .toArray(io.reflux.robustness.network.Layer[]::new));
  }

  private static double linear(FloatMatrix seeds, int row, float[] derivative) {
    System.arraycopy(seeds.row(row), 0, derivative, 0, derivative.length);
    return 0;
  }

  private static double meanLoss(
      NetworkStructure structure, double[] parameters, FloatMatrix x, FloatMatrix seeds) {
    double sum = 0;
    for (int row = 0; row < x.rows(); row++) {
      double[] logits = new DoubleReference(structure).logits(parameters, Nets.widen(x.row(row)));
      sum += dot(Nets.widen(seeds.row(row)), logits);
    }
    return sum / x.rows();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] differences(double[] at, ToDoubleFunction<double[]> function) {
    double[] slopes = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double value = at[i];
      at[i] = value + STEP;
      double above = function.applyAsDouble(at.clone());
      at[i] = value - STEP;
      slopes[i] = (above - function.applyAsDouble(at.clone())) / (2 * STEP);
      at[i] = value;
    }
    return slopes;
  }
}
