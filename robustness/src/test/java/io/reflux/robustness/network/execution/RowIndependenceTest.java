package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row's bytes depend on nothing but the row. */
class RowIndependenceTest {

  private static final Compute COMPUTE = new Compute(2);
  private static final int ROWS = 70;

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  static Stream<NetworkStructure> structures() {
    NetworkStructure cifar =
        new NetworkStructure(Architecture.papernotCifar10(), new ImageShape(32, 32, 3), 10);
    return Stream.concat(Nets.mixed(), Stream.of(Nets.paper(), cifar));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void a_row_has_the_same_bytes_at_every_place_of_every_batch(NetworkStructure structure) {
    assumeThat(NativeLibrary.built().keepsRowsApart()).as("the library has oneDNN").isTrue();
    ConvolutionalNetwork network =
        new ConvolutionalNetwork(structure, Nets.parameters(structure), COMPUTE);
    FloatMatrix x = Nets.random(ROWS, structure.shape().features(), 0);
    FloatMatrix seeds = Nets.random(ROWS, structure.classes(), -1);
    int[] reversed = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();
    int[] alone = {37};

    FloatMatrix logits = network.logits(x);
    FloatMatrix gradient = network.inputGradient(x, seeds);

    assertThat(network.logits(x.select(reversed)).values())
        .isEqualTo(logits.select(reversed).values());
    assertThat(network.inputGradient(x.select(reversed), seeds.select(reversed)).values())
        .isEqualTo(gradient.select(reversed).values());
    assertThat(network.logits(x.select(alone)).values()).isEqualTo(logits.row(37));
    assertThat(network.inputGradient(x.select(alone), seeds.select(alone)).values())
        .isEqualTo(gradient.row(37));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void the_number_of_threads_changes_no_byte(NetworkStructure structure) {
    FloatMatrix x = Nets.random(ROWS, structure.shape().features(), 0);
    float[] parameters = Nets.parameters(structure).toArray();
    float[] one = new float[parameters.length];
    float[] three = new float[parameters.length];

    try (Compute single = new Compute(1);
        Compute triple = new Compute(3)) {
      var batch = new LossGradient.Batch(x, RowIndependenceTest::squares, 5);
      new LossGradient(structure, single).compute(parameters, batch, one);
      new LossGradient(structure, triple).compute(parameters, batch, three);
    }

    assertThat(three).isEqualTo(one);
  }

  private static double squares(int row, float[] logits, float[] derivative) {
    System.arraycopy(logits, 0, derivative, 0, logits.length);
    return 0;
  }
}
