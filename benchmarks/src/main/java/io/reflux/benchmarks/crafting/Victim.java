package io.reflux.benchmarks.crafting;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The paper's MNIST network after a short training on the bundled images: costs what the real one
 * costs, and has samples that are easy and samples that are hard to craft. Trained once and kept in
 * {@code benchmarks/target}.
 */
final class Victim {

  private static final TrainingPlan PLAN =
      new TrainingPlan(1, 2, 128, 0.1, 0.5, 1, 0, 1, Initialization.GLOROT);

  private final DatasetPair data;
  private final Checkpoint checkpoint;

  private Victim(DatasetPair data, Checkpoint checkpoint) {
    this.data = data;
    this.checkpoint = checkpoint;
  }

  /** Reads the victim that an earlier program left, or trains it. */
  static Victim load() throws IOException {
    Path target = Path.of("benchmarks", "target");
    DatasetPair data =
        new DatasetCatalog(
                DatasetLocations.defaults(target.resolve("cache")), DownloadListener.silent())
            .load(dataset());
    Path file = target.resolve("victim-" + spec().id());
    if (!Files.exists(file)) {
      System.err.println("training the victim, once");
      Files.createDirectories(target);
      Files.write(file, CheckpointFormat.writeWeights(train(data)));
    }
    return new Victim(data, CheckpointFormat.read(Files.readAllBytes(file)));
  }

  static DatasetSpec dataset() {
    return DatasetSpec.of("fashion-mnist-mini");
  }

  static ModelSpec spec() {
    return new ModelSpec(dataset(), Architecture.papernotMnist(), PLAN, Optional.empty());
  }

  DatasetPair data() {
    return data;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The first test images that the victim classifies correctly. */
  int[] correct(int count) {
    try (Compute compute = Compute.ofAllProcessors()) {
      FloatMatrix logits =
          new ModelTraining(compute, 0)
              .network(checkpoint)
              .logits(data.test().pixels(0, data.test().size()));
      return IntStream.range(0, logits.rows())
          .filter(image -> logits.argMax(image) == data.test().label(image))
          .limit(count)
          .toArray();
    }
  }

  private static Checkpoint train(DatasetPair data) {
    try (Compute compute = Compute.ofAllProcessors()) {
      return new ModelTraining(compute, 0)
          .train(
              spec(),
              data,
              Targets.hard(data.training().labels(), data.training().classes()),
              Optional.empty(),
              TrainingListener.none());
    }
  }
}
