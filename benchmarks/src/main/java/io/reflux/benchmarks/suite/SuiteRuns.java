package io.reflux.benchmarks.suite;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackBatchResult;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.evaluation.quality.QualityMeasurement;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs attacks on the nets, each once. */
final class SuiteRuns {

  private final Path directory;
  private final DatasetPair data;
  private final Map<ModelRole, ConvolutionalNetwork> nets;

  SuiteRuns(Path directory, DatasetPair data, Map<ModelRole, ConvolutionalNetwork> nets) {
    this.directory = directory;
    this.data = data;
    this.nets = nets;
  }

  /** A net by itself, over all test images. */
  ModelQuality quality(ModelRole role) {
    return QualityMeasurement.measure(
        net(role), data.test(), 1, QualityMeasurement.Limits.of(data.test(), 0));
  }

  /** The attack on the first images that the net classifies correctly. */
  AttackRun run(ModelRole role, AttackSpec spec, int samples) throws IOException {
    Map<String, Object> identity = new TreeMap<>(spec.canonical());
    identity.put("role", role.name());
    identity.put("samples", samples);
    Path file =
        directory.resolve(
            "%s-%s.json"
                .formatted(spec.mode().label(), Identity.ofAttack(CanonicalJson.of(identity))));
    if (!Files.exists(file)) {
      attack(role, spec, samples).write(file);
    }
    return AttackRun.read(file);
  }

  private AttackRun attack(ModelRole role, AttackSpec spec, int samples) {
    ConvolutionalNetwork net = net(role);
    AttackBatch batch = batch(net, spec, samples);
    Attack attack = spec.mode().transfers() ? Attack.of(spec, net(other(role))) : Attack.of(spec);
    long begin = System.nanoTime();
    AttackBatchResult result = attack.run(net, batch, progress(role, spec));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    System.err.print("\r" + " ".repeat(79) + "\r");
    return AttackRun.of(spec, result, seconds);
  }

  /** The net that images are carried over from. */
  static ModelRole other(ModelRole role) {
    return role == ModelRole.BASELINE ? ModelRole.STUDENT : ModelRole.BASELINE;
  }

  private ConvolutionalNetwork net(ModelRole role) {
    return Objects.requireNonNull(nets.get(role));
  }

  private AttackBatch batch(ConvolutionalNetwork net, AttackSpec spec, int samples) {
    ImageDataset test = data.test();
    FloatMatrix logits = net.logits(test.pixels(0, Math.min(test.size(), 2 * samples + 100)));
    int[] correct =
        IntStream.range(0, logits.rows())
            .filter(image -> logits.argMax(image) == test.label(image))
            .limit(samples)
            .toArray();
    return AttackBatch.of(
        spec.goal(), test.pixels(correct), correct, test.labels(correct), test.classes());
  }

  private static AttackProgress progress(ModelRole role, AttackSpec spec) {
    return new AttackProgress() {
      private int told = -1;

      @Override
      public void rowsFinished(int finished, int total) {
        if (finished == told) {
          return;
        }
        told = finished;
        System.err.printf("\r%s on %s: %d of %d rows ", spec.mode().label(), role, finished, total);
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
