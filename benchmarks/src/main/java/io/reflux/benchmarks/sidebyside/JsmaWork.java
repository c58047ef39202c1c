package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackBatch;
import io.reflux.robustness.attack.AttackBatchResult;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.AttackSpec;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** The saliency map attack on the prepared MNIST network. */
final class JsmaWork {

  private static final int CLASSES = 10;

  private final Prepared prepared;
  private final Compute compute;

  JsmaWork(Prepared prepared, Compute compute) {
    this.prepared = prepared;
    this.compute = compute;
  }

  Map<String, Object> run(String mode, int pairs, int features) throws IOException {
    Checkpoint model = prepared.model("mnist");
    TimedClassifier network =
        new TimedClassifier(
            new ConvolutionalNetwork(model.structure(), model.state().parameters(), compute));
    AttackSpec spec = AttackSpec.of(mode, 1, features);
    Attack attack = Attack.of(spec.mode().usesTemperature() ? spec.withTemperature(1) : spec);
    AttackBatch batch = batch(pairs);
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

  private AttackBatch batch(int pairs) throws IOException {
    int samples = pairs / (CLASSES - 1);
    FloatMatrix images = prepared.images();
    int[] first = IntStream.range(0, samples).toArray();
    return AttackBatch.allTargets(
        images.select(first),
        Arrays.copyOf(prepared.indices(), samples),
        Arrays.copyOf(prepared.labels(), samples),
        CLASSES);
  }
}
