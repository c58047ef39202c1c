package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Images;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.Trainer;
import io.reflux.robustness.training.TrainingCancelledException;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingPlan;
import io.reflux.robustness.training.TrainingState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Forward passes, input gradients and training on random images, for a number of seconds. */
final class NetworkWork {

  private static final int TRAINING_IMAGES = 4096;

  private final Prepared prepared;
  private final Compute compute;
  private final Map<String, Checkpoint> models = new HashMap<>();

  NetworkWork(Prepared prepared, Compute compute) {
    this.prepared = prepared;
    this.compute = compute;
  }

  int threads() {
    return compute.threads();
  }

  double forward(String net, int batch, double seconds) throws IOException {
    ConvolutionalNetwork network = network(net);
    FloatMatrix x = random(batch, network.shape().features(), 0);
    return samplesPerSecond(batch, seconds, () -> network.logits(x));
  }

  double gradient(String net, int batch, double seconds) throws IOException {
    ConvolutionalNetwork network = network(net);
    FloatMatrix x = random(batch, network.shape().features(), 0);
    FloatMatrix seeds = random(batch, network.classes(), -1);
    return samplesPerSecond(batch, seconds, () -> network.inputGradient(x, seeds));
  }

  /**
   * Steps of {@link Trainer} with everything that belongs to them: gathering, dropout, momentum.
   */
  double training(String net, int batch, double seconds) throws IOException {
    Checkpoint model = model(net);
    ImageShape shape = model.structure().shape();
    Images images = Images.of(shape, random(TRAINING_IMAGES, shape.features(), 0));
    SplittableRandom random = new SplittableRandom(2);
    int[] labels = random.ints(TRAINING_IMAGES, 0, model.structure().classes()).toArray();
    TrainingPlan plan =
        new TrainingPlan(1, 10_000, batch, 0.001, 0.5, 1, 0, 1, Initialization.GLOROT);
    Stopwatch stopwatch = new Stopwatch(seconds);
    try {
      new Trainer(model.structure(), compute)
          .train(
              plan,
              TrainingState.initial(model.structure(), plan),
              images,
              Targets.hard(labels, model.structure().classes()),
              stopwatch);
    } catch (TrainingCancelledException e) {
      return stopwatch.rate();
    }
    throw new IllegalStateException("training ended before its time");
  }

  /** Cancels a training after some seconds; the first batch is not counted. */
  private static final class Stopwatch implements TrainingListener {

    private final double seconds;
    private long begin;
    private long samples;
    private int inEpoch;

    Stopwatch(double seconds) {
      this.seconds = seconds;
    }

    @Override
    public void batchDone(int epoch, int done, int total, double loss) {
      if (begin == 0) {
        begin = System.nanoTime();
      } else {
        samples += done > inEpoch ? done - inEpoch : done;
      }
      inEpoch = done;
    }

    @Override
    public boolean cancelled() {
      return elapsed() > seconds;
    }

    double rate() {
      return samples / elapsed();
    }

    private double elapsed() {
      return (System.nanoTime() - begin) * 1e-9;
    }
  }

  private static double samplesPerSecond(int batch, double seconds, Runnable call) {
    call.run();
    long calls = 0;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < seconds * 1e9) {
      call.run();
      calls++;
    }
    return batch * calls / ((System.nanoTime() - begin) * 1e-9);
  }

  private ConvolutionalNetwork network(String net) throws IOException {
    Checkpoint model = model(net);
    return new ConvolutionalNetwork(model.structure(), model.state().parameters(), compute);
  }

  private Checkpoint model(String net) throws IOException {
    if (!models.containsKey(net)) {
      models.put(net, prepared.model(net));
    }
    return models.get(net);
  }

  private static FloatMatrix random(int rows, int columns, double lowest) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(lowest, 1);
    }
    return new FloatMatrix(rows, columns, values);
  }
}
