package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.LogitSeeds;
import io.reflux.robustness.network.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the executor with plain Deeplearning4j, over more rows than one chunk. */
class Dl4jOracleTest {

  private static final Compute COMPUTE = new Compute(2);
  private static final int ROWS = 40;
  private static final int RANDOM_NETS = 24;
  private static final double TOLERANCE = 5e-6;

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  static Stream<NetworkStructure> structures() {
    Layer conv = new Layer.Convolution(6, 3);
    Layer pool = new Layer.MaxPool(2);
    Layer dense = new Layer.Dense(9);
    Architecture paper = Architecture.papernotMnist();
    List<Layer> withoutDropout =
        paper.layers().stream().filter(each -> !(each instanceof Layer.Dropout)).toList();
    Stream<NetworkStructure> named =
        Stream.of(
            Nets.net(11, 12, 3, conv, new Layer.Convolution(5, 2), pool, dense),
            Nets.net(13, 13, 1, conv, pool, conv, pool, dense, dense),
            Nets.net(9, 8, 6, pool, conv),
            Nets.net(15, 18, 2, new Layer.Convolution(64, 2), new Layer.Convolution(70, 3), pool),
            new NetworkStructure(
                new Architecture("paper", withoutDropout), new ImageShape(28, 28, 1), 10));
    return Stream.concat(named, Nets.random(RANDOM_NETS));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void logits_and_gradients_equal_those_of_dl4j(NetworkStructure structure) {
    Parameters parameters = Nets.parameters(structure);
    FloatMatrix x = Nets.random(ROWS, structure.shape().features(), 0);
    FloatMatrix seeds = Nets.random(ROWS, structure.classes(), -1);
    float[] gradient = new float[parameters.size()];

    InputGradients actual =
        new ConvolutionalNetwork(structure, parameters, COMPUTE).inputGradients(x, same(seeds));
    new LossGradient(structure, COMPUTE)
        .compute(
            parameters.toArray(),
            new LossGradient.Batch(x, (row, z, d) -> copy(seeds, row, d), 0),
            gradient);

    Dl4jOracle.Results expected = new Dl4jOracle(structure, parameters).run(x, seeds);
    assertThat(distance(actual.logits().values(), expected.logits().values(), 1))
        .isLessThan(TOLERANCE);
    assertThat(distance(actual.gradients().get(0).values(), expected.inputGradient().values(), 1))
        .isLessThan(TOLERANCE);
    assertThat(distance(actual.gradients().get(1).values(), expected.inputGradient().values(), -2))
        .isLessThan(TOLERANCE);
    assertThat(distance(gradient, expected.parameterGradient().values(), 1.0 / ROWS))
        .isLessThan(TOLERANCE);
  }

  /** Two seeds per row: the given one, and minus twice the given one. */
  private static LogitSeeds same(FloatMatrix seeds) {
    return new LogitSeeds() {
      @Override
      public int count() {
        return 2;
      }

      @Override
      public void fill(int row, float[] logits, float[][] out) {
        for (int k = 0; k < logits.length; k++) {
          out[0][k] = seeds.at(row, k);
          out[1][k] = -2 * seeds.at(row, k);
        }
      }
    };
  }

  private static double copy(FloatMatrix seeds, int row, float[] derivative) {
    System.arraycopy(seeds.row(row), 0, derivative, 0, derivative.length);
    return 0;
  }

  /**
   * The 95th percentile of the differences, relative to the largest expected value: a rounding
   * error at the kink of a ReLU or between two equals of a max-pool may switch a few pixels.
   */
  private static double distance(float[] actual, float[] expected, double factor) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double[] differences = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] * factor));
      differences[i] = Math.abs(actual[i] - expected[i] * factor);
    }
    Arrays.sort(differences);
    assertThat(largest).isGreaterThan(1e-3);
    assertThat(differences[differences.length - 1] / largest).isLessThan(1e-2);
    return differences[(int) (0.95 * differences.length)] / largest;
  }
}
