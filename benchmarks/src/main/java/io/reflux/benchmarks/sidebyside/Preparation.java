package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetMismatchException;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.DatasetUnavailableException;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.Trainer;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingPlan;
import io.reflux.robustness.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Makes what the comparison runs on: the paper's MNIST network after three epochs at T = 1, the
 * paper's CIFAR10 network with its initial weights, and the first test images that the former
 * classifies correctly.
 */
public final class Preparation {

  private static final int SAMPLES = 1000;
  private static final int CLASSES = 10;

  private Preparation() {}

  /**
   * Writes the files of {@link Prepared}.
   *
   * @param arguments the directory to write, and where the MNIST files lie
   */
  public static void main(String[] arguments) throws IOException {
    try {
      prepare(new Prepared(Files.createDirectories(Path.of(arguments[0]))), arguments[1]);
    } catch (DatasetUnavailableException | DatasetMismatchException | DataFormatException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void prepare(Prepared prepared, String images) throws IOException {
    DatasetPair data = mnist(prepared.directory(), Path.of(images));
    prepared.writeModel("cifar10", untrained());
    try (Compute compute = Compute.ofAllProcessors()) {
      ModelTraining training = new ModelTraining(compute, 0);
      Checkpoint model = trained(data.training(), compute);
      prepared.writeModel("mnist", model);
      int[] correct = correct(training.network(model), data.test());
      prepared.writeSamples(data.test().pixels(correct), data.test().labels(correct), correct);
    }
  }

  private static DatasetPair mnist(Path cache, Path directory) {
    DatasetLocations locations = DatasetLocations.defaults(cache).withDatasetDirectory(directory);
    DatasetCatalog catalog = new DatasetCatalog(locations, DownloadListener.silent());
    return catalog.load(catalog.resolve(DatasetSpec.of("mnist")));
  }

  private static Checkpoint untrained() {
    NetworkStructure structure =
        new NetworkStructure(Architecture.papernotCifar10(), Prepared.CIFAR10, CLASSES);
    return new Checkpoint(structure, 1, TrainingState.initial(structure, plan()));
  }

  private static Checkpoint trained(ImageDataset images, Compute compute) {
    NetworkStructure structure =
        new NetworkStructure(Architecture.papernotMnist(), Prepared.MNIST, CLASSES);
    TrainingState state =
        new Trainer(structure, compute)
            .train(
                plan(),
                TrainingState.initial(structure, plan()),
                images,
                Targets.hard(images.labels(), CLASSES),
                new TrainingListener() {
                  @Override
                  public void epochDone(TrainingState done) {
                    System.err.printf("epoch %d, loss %.3f%n", done.epoch(), done.loss());
                  }
                });
    return new Checkpoint(structure, 1, state);
  }

  /** The settings of the preset papernot-mnist. */
  private static TrainingPlan plan() {
    return new TrainingPlan(1, 3, 128, 0.1, 0.5, 1, 0, 1, Initialization.GLOROT);
  }

  private static int[] correct(ConvolutionalNetwork network, ImageDataset test) {
    int candidates = Math.min(test.size(), 2 * SAMPLES);
    var logits = network.logits(test.pixels(0, candidates));
    return IntStream.range(0, candidates)
        .filter(i -> logits.argMax(i) == test.label(i))
        .limit(SAMPLES)
        .toArray();
  }
}
