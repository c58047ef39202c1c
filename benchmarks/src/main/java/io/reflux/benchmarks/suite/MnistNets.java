package io.reflux.benchmarks.suite;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.distillation.SoftLabels;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.Lineup;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.experiment.PlannedModel;
import io.reflux.robustness.experiment.TrainingRecipe;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The models of the preset papernot-mnist at T = 100: baseline, teacher and student. */
final class MnistNets {

  static final double TEMPERATURE = 100;
  private static final int BATCH = 128;

  private final Path directory;
  private final int epochs;
  private final DatasetPair data;
  private final ModelTraining training;

  /**
   * Nets that are kept in a directory.
   *
   * @param images where the MNIST files lie
   * @param epochs how long each net is trained
   */
  MnistNets(Path directory, Path images, int epochs, Compute compute) {
    this.directory = directory;
    this.epochs = epochs;
    DatasetLocations locations = DatasetLocations.defaults(directory).withDatasetDirectory(images);
    DatasetCatalog catalog = new DatasetCatalog(locations, DownloadListener.silent());
    this.data = catalog.load(catalog.resolve(DatasetSpec.of("mnist")));
    this.training = new ModelTraining(compute, 0);
  }

  DatasetPair data() {
    return data;
  }

  /** All three, trained if they are not there yet. */
  Map<ModelRole, ConvolutionalNetwork> load() throws IOException {
    Map<ModelRole, ConvolutionalNetwork> nets = new EnumMap<>(ModelRole.class);
    for (PlannedModel model : models()) {
      Checkpoint checkpoint = checkpoint(model, nets.get(ModelRole.TEACHER));
      nets.put(model.role(), training.network(checkpoint));
    }
    return nets;
  }

  private List<PlannedModel> models() {
    TrainingRecipe recipe =
        new TrainingRecipe(
            epochs,
            BATCH,
            new TrainingRecipe.Step(OptionalDouble.empty(), OptionalDouble.empty()),
            new TrainingRecipe.Decay(1, 0),
            1,
            Initialization.GLOROT,
            List.of());
    return new Experiment(
            DatasetSpec.of("mnist"),
            Architecture.papernotMnist(),
            recipe,
            Lineup.trained(List.of(TEMPERATURE)),
            List.of(),
            1)
        .models();
  }

  private Checkpoint checkpoint(PlannedModel model, @Nullable ConvolutionalNetwork teacher)
      throws IOException {
    Path file = directory.resolve(model.spec().id() + ".rflx");
    if (!Files.exists(file)) {
      System.err.printf("training the %s at T = %s%n", model.role(), model.temperature());
      Files.createDirectories(directory);
      Files.write(file, CheckpointFormat.writeWeights(train(model, teacher)));
    }
    return CheckpointFormat.read(Files.readAllBytes(file));
  }

  private Checkpoint train(PlannedModel model, @Nullable ConvolutionalNetwork teacher) {
    Targets targets =
        model.role() == ModelRole.STUDENT
            ? Targets.soft(labels(Objects.requireNonNull(teacher)))
            : Targets.hard(data.training().labels(), data.training().classes());
    return training.train(model.spec(), data, targets, Optional.empty(), epochs(model));
  }

  private TrainingListener epochs(PlannedModel model) {
    return new TrainingListener() {
      @Override
      public void epochDone(TrainingState state) {
        System.err.printf("%s: epoch %d of %d%n", model.role(), state.epoch(), epochs);
      }
    };
  }

  private FloatMatrix labels(ConvolutionalNetwork teacher) {
    return new SoftLabels(teacher, TEMPERATURE).of(data.training(), (first, labels) -> {});
  }
}
