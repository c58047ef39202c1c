package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.LogitSeeds;
import io.reflux.robustness.network.Parameters;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComputeTest {

  private static final NetworkStructure SMALL = Nets.net(6, 6, 1, new Layer.Dense(5));

  @Test
  void networks_of_many_structures_and_parameters_share_a_compute() {
    try (Compute compute = new Compute(2);
        Compute other = new Compute(1)) {
      for (int i = 0; i < 12; i++) {
        NetworkStructure structure = Nets.net(6, 6, 1, new Layer.Dense(5 + i % 6));
        Parameters parameters = Initialization.HE.draw(structure.layout(), i);
        FloatMatrix x = Nets.random(40, 36, 0);

        FloatMatrix actual = new ConvolutionalNetwork(structure, parameters, compute).logits(x);

        FloatMatrix expected = new ConvolutionalNetwork(structure, parameters, other).logits(x);
        assertThat(actual.values()).isEqualTo(expected.values());
      }
    }
  }

  @Test
  void many_callers_share_a_compute() {
    try (Compute compute = new Compute(3)) {
      ConvolutionalNetwork network =
          new ConvolutionalNetwork(SMALL, Nets.parameters(SMALL), compute);
      FloatMatrix x = Nets.random(100, 36, 0);
      float[] expected = network.logits(x).values();

      List<float[]> all =
          IntStream.range(0, 64).parallel().mapToObj(i -> network.logits(x).values()).toList();

      assertThat(all).allSatisfy(each -> assertThat(each).isEqualTo(expected));
    }
  }

  @Test
  void closing_frees_the_off_heap_memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    NetworkStructure paper = Nets.paper();
    FloatMatrix x = Nets.random(64, 784, 0);
    use(paper, x);

    long before = system.getCommittedVirtualMemorySize();
    for (int i = 0; i < 20; i++) {
      use(paper, x);
    }

    long leakOfAllButAFew = 200_000_000;
    assertThat(system.getCommittedVirtualMemorySize() - before).isLessThan(leakOfAllButAFew);
  }

  private static void use(NetworkStructure structure, FloatMatrix x) {
    try (Compute compute = new Compute(2)) {
      new ConvolutionalNetwork(structure, Nets.parameters(structure), compute).logits(x);
    }
  }

  @Test
  void a_failing_seed_function_fails_the_call_and_nothing_else() {
    try (Compute compute = new Compute(1)) {
      ConvolutionalNetwork network =
          new ConvolutionalNetwork(SMALL, Nets.parameters(SMALL), compute);
      FloatMatrix x = Nets.random(40, 36, 0);
      FloatMatrix before = network.logits(x);

      assertThatThrownBy(() -> network.inputGradients(x, failing()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("row 33");
      assertThat(network.logits(x).values()).isEqualTo(before.values());
    }
  }

  private static LogitSeeds failing() {
    return new LogitSeeds() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public void fill(int row, float[] logits, float[][] seeds) {
        if (row == 33) {
          throw new IllegalStateException("row " + row);
        }
      }
    };
  }

  @Test
  void an_interrupt_stays_set_and_the_result_is_whole() {
    try (Compute compute = new Compute(1)) {
      ConvolutionalNetwork network =
          new ConvolutionalNetwork(SMALL, Nets.parameters(SMALL), compute);
      FloatMatrix x = Nets.random(40, 36, 0);
      FloatMatrix before = network.logits(x);

      Thread.currentThread().interrupt();
      FloatMatrix after = network.logits(x);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(after.values()).isEqualTo(before.values());
    }
  }

  @Test
  void a_batch_of_another_width_or_a_closed_compute_is_refused() {
    Compute compute = new Compute(1);
    ConvolutionalNetwork network = new ConvolutionalNetwork(SMALL, Nets.parameters(SMALL), compute);

    assertThatThrownBy(() -> network.logits(FloatMatrix.zeros(2, 35)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 36 columns");
    assertThat(network.logits(FloatMatrix.zeros(0, 36)).rows()).isZero();

    compute.close();
    assertThatThrownBy(() -> network.logits(FloatMatrix.zeros(2, 36)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void the_number_of_threads_must_be_sensible() {
    assertThatThrownBy(() -> new Compute(0)).hasMessageContaining("threads must be in [1, 1024]");
  }
}
