package io.reflux.robustness.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where data sets are looked for, in this order.
 *
 * @param datasetDirectory a folder of the user's: the files of a data set, or a folder per data set
 *     named like it
 * @param systemDirectory a folder of the system's with a folder per data set
 * @param cacheDirectory what was downloaded, a folder per data set; made when needed
 * @param downloads whether a data set that is nowhere else is fetched from its public home into the
 *     cache
 */
public record DatasetLocations(
    Optional<Path> datasetDirectory,
    Optional<Path> systemDirectory,
    Path cacheDirectory,
    boolean downloads) {

  /** Where Debian's data set packages install. */
  private static final Path SYSTEM_DIRECTORY = Path.of("/usr/share/datasets");

  /** The usual places: the system's data sets, then a cache, then the public homes. */
  public static DatasetLocations defaults(Path cacheDirectory) {
    return new DatasetLocations(
        Optional.empty(), Optional.of(SYSTEM_DIRECTORY), cacheDirectory, true);
  }

  /** The same, with a folder of the user's looked at first. */
  public DatasetLocations withDatasetDirectory(Path directory) {
    return new DatasetLocations(Optional.of(directory), systemDirectory, cacheDirectory, downloads);
  }

  /** The same, with or without downloads. */
  public DatasetLocations withDownloads(boolean allowed) {
    return new DatasetLocations(datasetDirectory, systemDirectory, cacheDirectory, allowed);
  }
}
