package io.reflux.robustness.data;

import io.reflux.robustness.data.format.DataFile;
import io.reflux.robustness.data.format.IdxFormat;
import io.reflux.robustness.data.format.LabelledPixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The four IDX files of a data set.
 *
 * @param files training images, training labels, test images, test labels
 */
record IdxFiles(List<DataFile> files) {

  /** The names of MNIST, which everybody kept. */
  static final List<String> NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  IdxFiles {
    files = List.copyOf(files);
  }

  /**
   * The files of a folder, gzipped or not.
   *
   * @return empty if there is none of them
   * @throws DatasetUnavailableException if there are some, but not all
   */
  static Optional<IdxFiles> in(Path folder) {
    List<DataFile> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : NAMES) {
      Optional<Path> file = find(folder, name);
      file.map(DataFile::of).ifPresent(present::add);
      if (file.isEmpty()) {
        missing.add(name);
      }
    }
    if (present.isEmpty()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new DatasetUnavailableException(
          "%s has some files of an IDX data set but not all: put %s there too, gzipped or not"
              .formatted(folder, String.join(", ", missing)));
    }
    return Optional.of(new IdxFiles(present));
  }

  /** The files that ship in the jar, in a folder beside this class. */
  static IdxFiles bundled(String folder) {
    return new IdxFiles(
        NAMES.stream()
            .map(name -> DataFile.ofResource(IdxFiles.class, folder + "/" + name + ".gz"))
            .toList());
  }

  /** Whether a folder has a published {@code .gz} file, in any of its spellings. */
  static boolean has(Path folder, String gzipName) {
    return find(folder, gzipName.replace(".gz", "")).isPresent();
  }

  LabelledPixels training(int classes) {
    return IdxFormat.read(files.get(0), files.get(1), classes);
  }

  LabelledPixels test(int classes) {
    return IdxFormat.read(files.get(2), files.get(3), classes);
  }

  private static Optional<Path> find(Path folder, String name) {
    List<String> spellings = List.of(name + ".gz", name, name.replace("-idx", ".idx"));
    return spellings.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }
}
