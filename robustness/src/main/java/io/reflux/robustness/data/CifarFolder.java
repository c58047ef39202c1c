package io.reflux.robustness.data;

import io.reflux.robustness.data.format.CifarArchive;
import io.reflux.robustness.data.format.CifarFormat;
import io.reflux.robustness.data.format.DataFile;
import io.reflux.robustness.data.format.LabelledPixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with CIFAR-10: its batches, its published subfolder with the batches, or the published
 * archive.
 *
 * @param location the folder that holds the batches, or the archive
 * @param archived whether it is the archive
 * @param recordsPerBatch 10,000 as published
 */
record CifarFolder(Path location, boolean archived, int recordsPerBatch) {

  static final String ARCHIVE = "cifar-10-binary.tar.gz";
  static final String SUBFOLDER = "cifar-10-batches-bin";

  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  private static final List<String> TEST = List.of("test_batch.bin");

  /**
   * Finds the data set in a folder.
   *
   * @return empty if there is none of its files
   * @throws DatasetUnavailableException if there are some batches, but not all
   */
  static Optional<CifarFolder> in(Path folder, int recordsPerBatch) {
    for (Path batches : List.of(folder, folder.resolve(SUBFOLDER))) {
      List<String> missing =
          Stream.concat(TRAINING.stream(), TEST.stream())
              .filter(name -> !Files.isRegularFile(batches.resolve(name)))
              .toList();
      if (missing.isEmpty()) {
        return Optional.of(new CifarFolder(batches, false, recordsPerBatch));
      }
      if (missing.size() < TRAINING.size() + TEST.size()) {
        throw new DatasetUnavailableException(
            "%s has some batches of CIFAR-10 but not all: put %s there too"
                .formatted(batches, String.join(", ", missing)));
      }
    }
    return Optional.of(folder.resolve(ARCHIVE))
        .filter(Files::isRegularFile)
        .map(archive -> new CifarFolder(archive, true, recordsPerBatch));
  }

  /** Whether a folder has the data set. */
  static boolean isIn(Path folder) {
    return in(folder, 1).isPresent();
  }

  LabelledPixels training() {
    return read(TRAINING);
  }

  LabelledPixels test() {
    return read(TEST);
  }

  private LabelledPixels read(List<String> batches) {
    return archived
        ? CifarArchive.read(DataFile.of(location), batches, recordsPerBatch)
        : CifarFormat.read(
            batches.stream().map(location::resolve).map(DataFile::of).toList(), recordsPerBatch);
  }
}
