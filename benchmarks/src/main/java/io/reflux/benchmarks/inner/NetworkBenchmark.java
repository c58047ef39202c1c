package io.reflux.benchmarks.inner;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.network.execution.LossGradient;
import io.reflux.robustness.network.execution.NetworkStructure;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One batch through the paper's networks, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NetworkBenchmark {

  private static final int CLASSES = 10;

  /** Which of the paper's networks. */
  @Param({"mnist", "cifar10"})
  public String net = "";

  /** Rows of the batch. */
  @Param({"1", "8", "32", "128"})
  public int rows;

  private final Compute compute = new Compute(1);
  private final NetworkStructure mnist =
      new NetworkStructure(Architecture.papernotMnist(), new ImageShape(28, 28, 1), CLASSES);
  private final NetworkStructure cifar10 =
      new NetworkStructure(Architecture.papernotCifar10(), new ImageShape(32, 32, 3), CLASSES);
  private Batch batch = new Batch(mnist, compute, 1);

  /** What the methods below work on. */
  private static final class Batch {

    private final ConvolutionalNetwork network;
    private final float[] parameters;
    private final LossGradient lossGradient;
    private final float[] gradient;
    private final FloatMatrix x;
    private final FloatMatrix seeds;

    Batch(NetworkStructure structure, Compute compute, int rows) {
      Parameters drawn = Initialization.HE.draw(structure.layout(), 1);
      network = new ConvolutionalNetwork(structure, drawn, compute);
      parameters = drawn.toArray();
      lossGradient = new LossGradient(structure, compute);
      gradient = new float[parameters.length];
      x = random(rows, structure.shape().features());
      seeds = random(rows, CLASSES);
    }

    private static FloatMatrix random(int rows, int columns) {
      SplittableRandom random = new SplittableRandom(1);
      float[] values = new float[rows * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble();
      }
      return new FloatMatrix(rows, columns, values);
    }
  }

  /** Draws a network and a batch. */
  @Setup
  public void draw() {
    batch = new Batch(net.equals("mnist") ? mnist : cifar10, compute, rows);
  }

  /** Frees the off-heap memory. */
  @TearDown(Level.Trial)
  public void close() {
    compute.close();
  }

  /** Logits. */
  @Benchmark
  public FloatMatrix forward() {
    return batch.network.logits(batch.x);
  }

  /** Logits and one vector-Jacobian product to the pixels. */
  @Benchmark
  public FloatMatrix inputGradient() {
    return batch.network.inputGradient(batch.x, batch.seeds);
  }

  /** The gradient of a loss with respect to the parameters, dropout included. */
  @Benchmark
  public double lossGradient() {
    LossGradient.Batch learned = new LossGradient.Batch(batch.x, NetworkBenchmark::linear, 1);
    return batch.lossGradient.compute(batch.parameters, learned, batch.gradient);
  }

  private static double linear(int row, float[] logits, float[] derivative) {
    System.arraycopy(logits, 0, derivative, 0, logits.length);
    return 0;
  }
}
