package io.reflux.benchmarks.inner;

import io.reflux.robustness.attack.saliency.FeatureChoice;
import io.reflux.robustness.attack.saliency.SaliencyMap;
import io.reflux.robustness.attack.saliency.SearchDomain;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The choice of a pair of features, the part of an iteration that is outside the network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SaliencyMapBenchmark {

  private static final int ROWS = 64;
  private static final int CLASSES = 10;

  /** Features of MNIST and CIFAR10 images. */
  @Param({"784", "3072"})
  public int features;

  /** Two products and a search, or one product and its two largest entries. */
  @Param({"logit", "log-probability", "probability-float32"})
  public String map = "";

  private SaliencyMap saliency = SaliencyMap.logit();
  private SearchDomain domain = new SearchDomain(1);
  private FloatMatrix pixels = FloatMatrix.zeros(0, 0);
  private InputGradients gradients = new InputGradients(pixels, List.of());
  private int row;

  /** Draws pixels, logits and products: alpha, and beta as its negative with noise. */
  @Setup
  public void draw() {
    saliency =
        switch (map) {
          case "logit" -> SaliencyMap.logit();
          case "log-probability" -> SaliencyMap.logProbability(1);
          default -> SaliencyMap.probabilityFloat32();
        };
    domain = new SearchDomain(features);
    SplittableRandom random = new SplittableRandom(1);
    pixels = random(random, features, 0);
    List<FloatMatrix> products = new ArrayList<>();
    products.add(random(random, features, -1));
    FloatMatrix beta = random(random, features, -0.3);
    for (int i = 0; i < beta.values().length; i++) {
      beta.values()[i] -= products.get(0).values()[i];
    }
    products.add(beta);
    gradients = new InputGradients(random(random, CLASSES, -5), products);
  }

  private static FloatMatrix random(SplittableRandom random, int columns, double lowest) {
    float[] values = new float[ROWS * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(lowest, 1);
    }
    return new FloatMatrix(ROWS, columns, values);
  }

  /** One row. */
  @Benchmark
  public FeatureChoice choose() {
    row = (row + 1) % ROWS;
    domain.reset(pixels, row, 1);
    return saliency.choose(gradients, row, 3, domain);
  }
}
