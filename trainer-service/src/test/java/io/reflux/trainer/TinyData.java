package io.reflux.trainer;

import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.TrainingRecipe;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.Initialization;
import io.reflux.schemas.avro.DatasetRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A data set of 4 x 4 images of three classes, told apart by their bright row, and its models. */
final class TinyData {

  static final int TRAINING = 60;
  static final int TEST = 12;
  static final int CLASSES = 3;
  static final int EPOCHS = 3;

  private static final int SIDE = 4;
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

  private final DatasetCatalog catalog;
  private final DatasetSpec dataset;

  /** Writes the data set's files into a folder. */
  TinyData(Path folder) {
    write(folder.resolve("train-images-idx3-ubyte"), images(TRAINING));
    write(folder.resolve("train-labels-idx1-ubyte"), labels(TRAINING));
    write(folder.resolve("t10k-images-idx3-ubyte"), images(TEST));
    write(folder.resolve("t10k-labels-idx1-ubyte"), labels(TEST));
    this.catalog =
        new DatasetCatalog(
            DatasetLocations.defaults(folder).withDownloads(false), DownloadListener.silent());
    this.dataset = catalog.resolve(DatasetSpec.of("idx:" + folder));
  }

  DatasetCatalog catalog() {
    return catalog;
  }

  DatasetRef ref() {
    return new DatasetRef(dataset.name(), dataset.resolvedDigest().orElseThrow(), 0, 0);
  }

  /** A small model of the data set. */
  ModelSpec model(double temperature, Optional<String> parent) {
    TrainingRecipe recipe =
        new TrainingRecipe(
            EPOCHS,
            10,
            new TrainingRecipe.Step(OptionalDouble.of(0.1), OptionalDouble.of(0.5)),
            new TrainingRecipe.Decay(1, 0),
            1,
            Initialization.HE,
            List.of());
    return new ModelSpec(
        dataset,
        Architecture.resolve("name: tiny\nlayers:\n  - dense: {units: 8}"),
        recipe.at(temperature, 0),
        parent);
  }

  private static byte[] images(int count) {
    ByteBuffer file = ByteBuffer.allocate(4 * Integer.BYTES + count * SIDE * SIDE);
    file.putInt(IMAGES).putInt(count).putInt(SIDE).putInt(SIDE);
    for (int image = 0; image < count; image++) {
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        boolean bright = pixel / SIDE == image % CLASSES;
        file.put((byte) ((bright ? 200 : 20) + image % 7));
      }
    }
    return file.array();
  }

  private static byte[] labels(int count) {
    ByteBuffer file = ByteBuffer.allocate(2 * Integer.BYTES + count);
    file.putInt(LABELS).putInt(count);
    for (int image = 0; image < count; image++) {
      file.put((byte) (image % CLASSES));
    }
    return file.array();
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
