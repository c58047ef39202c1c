package io.reflux.robustness.data;

import io.reflux.robustness.data.download.RemoteFile;
import java.nio.file.Path;
import java.util.List;

/**
 * How a data set was published.
 *
 * @param form what its files look like
 * @param files the published files; for {@link Form#IDX} and {@link Form#BUNDLED} in the order of
 *     {@link IdxFiles#NAMES}, with the digests of their uncompressed content
 */
record Publication(Form form, List<RemoteFile> files) {

  /** What the files of a data set look like. */
  enum Form {
    /** Four IDX files, gzipped or not. */
    IDX,
    /** CIFAR-10's binary batches, or the archive that holds them. */
    CIFAR,
    /** Four IDX files that ship in the jar. */
    BUNDLED
  }

  Publication {
    files = List.copyOf(files);
  }

  /** The SHA-256 of each part, where what was published are the parts themselves. */
  List<String> partDigests() {
    return form == Form.CIFAR ? List.of() : files.stream().map(RemoteFile::sha256).toList();
  }

  /** The files that have to be fetched before a folder holds the data set. */
  List<RemoteFile> missingIn(Path folder) {
    return switch (form) {
      case BUNDLED -> List.of();
      case IDX -> files.stream().filter(file -> !IdxFiles.has(folder, file.name())).toList();
      case CIFAR -> CifarFolder.isIn(folder) ? List.of() : files;
    };
  }

  /** The files' names, for people. */
  List<String> fileNames() {
    return files.stream().map(RemoteFile::name).toList();
  }
}
