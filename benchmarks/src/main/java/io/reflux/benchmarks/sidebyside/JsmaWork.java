package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackBatchResult;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The saliency map attack: on the prepared MNIST network and test images, or on the untrained
 * CIFAR10 network and random pixels, which shows what an iteration costs and nothing else.
 */
final class JsmaWork {

  private static final int CLASSES = 10;

  private final Prepared prepared;
  private final Compute compute;

  JsmaWork(Prepared prepared, Compute compute) {
    this.prepared = prepared;
    this.compute = compute;
  }

  Map<String, Object> run(String net, String mode, int pairs, int features) throws IOException {
    Checkpoint model = prepared.model(net);
    TimedClassifier network =
        new TimedClassifier(
            new ConvolutionalNetwork(model.structure(), model.state().parameters(), compute));
    AttackSpec spec = AttackSpec.of(mode, 1, features);
    Attack attack = Attack.of(spec.mode().usesTemperature() ? spec.withTemperature(1) : spec);
    AttackBatch batch = net.equals("mnist") ? testImages(pairs) : randomPixels(pairs);
    PeakMemory.reset();

    long begin = System.nanoTime();
    AttackBatchResult result = attack.run(network, batch);
    double seconds = (System.nanoTime() - begin) * 1e-9;

    double successes = result.outcomes().stream().filter(AttackOutcome::success).count();
    return Map.of(
        "rate", pairs / seconds,
        "seconds", seconds,
        "success", successes / pairs,
        "forwards", (double) result.forwardRows() / pairs,
        "gradients", (double) result.productRows() / pairs,
        "outside", 1 - network.seconds() / seconds,
        "peak_mib", PeakMemory.mebibytes());
  }

  private AttackBatch testImages(int pairs) throws IOException {
    int samples = pairs / (CLASSES - 1);
    return AttackBatch.allTargets(
        prepared.images().select(IntStream.range(0, samples).toArray()),
        Arrays.copyOf(prepared.indices(), samples),
        Arrays.copyOf(prepared.labels(), samples),
        CLASSES);
  }

  private static AttackBatch randomPixels(int pairs) {
    int samples = pairs / (CLASSES - 1);
    FloatMatrix images = FloatMatrix.zeros(samples, Prepared.CIFAR10.features());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = (float) random.nextDouble();
    }
    return AttackBatch.allTargets(
        images, IntStream.range(0, samples).toArray(), new int[samples], CLASSES);
  }
}
