package io.reflux.robustness.data;

import static java.util.function.Predicate.not;

import io.reflux.robustness.data.Publication.Form;
import io.reflux.robustness.data.download.DownloadFailedException;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.download.Downloads;
import io.reflux.robustness.data.download.RemoteFile;
import io.reflux.robustness.data.format.LabelledPixels;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the data set a specification means, reads it and checks that it is the one. What was read
 * is kept while memory allows, so that several services of one process share it. Safe for use by
 * several threads.
 */
public final class DatasetCatalog {

  private static final int CIFAR_RECORDS_PER_BATCH = 10_000;
  private static final int ANY_LABEL = 256;

  private final DatasetLocations locations;
  private final Downloads downloads;
  private final Map<String, SoftReference<DatasetPair>> held = new HashMap<>();

  /**
   * A catalogue of given places.
   *
   * @param listener told about downloads
   */
  public DatasetCatalog(DatasetLocations locations, DownloadListener listener) {
    this.locations = locations;
    this.downloads = new Downloads(listener);
  }

  /**
   * Loads the images of a specification.
   *
   * @throws DatasetUnavailableException if they are nowhere to be found
   * @throws DatasetMismatchException if what is found is not what the digest asks for
   * @throws io.reflux.robustness.data.format.DataFormatException if a file is damaged
   * @throws java.io.UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if there are fewer images than asked for
   */
  public DatasetPair load(DatasetSpec spec) {
    DatasetPair complete = complete(spec);
    spec.digest()
        .filter(not(complete.digest()::equals))
        .ifPresent(
            asked -> {
              throw new DatasetMismatchException(
                  spec.name(),
                  asked,
                  complete.digest(),
                  "provide the data the request was made for");
            });
    return complete.first(spec.trainingSamples(), spec.testSamples());
  }

  /**
   * The same specification with its digest: the given or published one, else that of the content
   * found here, which is then read.
   *
   * @throws DatasetUnavailableException as {@link #load}, like every other exception
   */
  public DatasetSpec resolve(DatasetSpec spec) {
    return spec.withDigest(spec.resolvedDigest().orElseGet(() -> load(spec).digest()));
  }

  private synchronized DatasetPair complete(DatasetSpec spec) {
    SoftReference<DatasetPair> reference = held.get(spec.name());
    DatasetPair pair = reference == null ? null : reference.get();
    if (pair == null) {
      pair = spec.known().map(this::find).orElseGet(() -> folder(spec));
      held.put(spec.name(), new SoftReference<>(pair));
    }
    return pair;
  }

  private DatasetPair folder(DatasetSpec spec) {
    Path folder = spec.folder().orElseThrow();
    IdxFiles files =
        IdxFiles.in(folder)
            .orElseThrow(
                () ->
                    new DatasetUnavailableException(
                        "%s holds no IDX data set: put %s there, gzipped or not"
                            .formatted(folder, String.join(", ", IdxFiles.NAMES))));
    LabelledPixels training = files.training(ANY_LABEL);
    LabelledPixels test = files.test(ANY_LABEL);
    int classes = Math.max(2, 1 + Math.max(largestLabel(training), largestLabel(test)));
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return DatasetPair.complete(
        spec.name(), new ImageDataset(training, names), new ImageDataset(test, names));
  }

  private static int largestLabel(LabelledPixels images) {
    int largest = 0;
    for (byte label : images.labels()) {
      largest = Math.max(largest, Byte.toUnsignedInt(label));
    }
    return largest;
  }

  /** Finds a known data set; visible for tests, which bring their own. */
  DatasetPair find(KnownDataset known) {
    if (known.publication().form() == Form.BUNDLED) {
      return read(known, IdxFiles.bundled(known.name()));
    }
    for (Path folder : foldersBeforeCache(known)) {
      Optional<DatasetPair> found = read(known, folder);
      if (found.isPresent()) {
        return found.get();
      }
    }
    Path cache = cache(known);
    if (locations.downloads()) {
      download(known, cache);
    }
    return read(known, cache).orElseThrow(() -> unavailable(known, "downloads are switched off"));
  }

  private List<Path> foldersBeforeCache(KnownDataset known) {
    List<Path> folders = new ArrayList<>();
    locations
        .datasetDirectory()
        .ifPresent(
            directory -> {
              if (!Files.isDirectory(directory)) {
                throw new DatasetUnavailableException(
                    "the dataset directory %s does not exist".formatted(directory));
              }
              folders.add(directory.resolve(known.name()));
              folders.add(directory);
            });
    locations.systemDirectory().map(system -> system.resolve(known.name())).ifPresent(folders::add);
    return folders;
  }

  private Path cache(KnownDataset known) {
    return locations.cacheDirectory().resolve(known.name());
  }

  private static Optional<DatasetPair> read(KnownDataset known, Path folder) {
    return known.publication().form() == Form.CIFAR
        ? CifarFolder.in(folder, CIFAR_RECORDS_PER_BATCH).map(found -> read(known, found))
        : IdxFiles.in(folder).map(found -> read(known, found));
  }

  private static DatasetPair read(KnownDataset known, CifarFolder folder) {
    return DatasetPair.complete(
        known.name(),
        new ImageDataset(folder.training(), known.classNames()),
        new ImageDataset(folder.test(), known.classNames()));
  }

  private static DatasetPair read(KnownDataset known, IdxFiles files) {
    int classes = known.classNames().size();
    DatasetPair pair =
        DatasetPair.complete(
            known.name(),
            new ImageDataset(files.training(classes), known.classNames()),
            new ImageDataset(files.test(classes), known.classNames()));
    List<String> found = pair.partDigests();
    List<String> published = known.publication().partDigests();
    for (int part = 0; part < published.size(); part++) {
      if (!found.get(part).equals(published.get(part))) {
        throw new DatasetMismatchException(
            files.files().get(part).name(),
            published.get(part),
            found.get(part),
            "replace it by the published file of %s, or use idx:DIR".formatted(known));
      }
    }
    return pair;
  }

  private void download(KnownDataset known, Path cache) {
    try {
      for (RemoteFile file : known.publication().missingIn(cache)) {
        downloads.fetch(file, cache);
      }
    } catch (DownloadFailedException e) {
      throw unavailable(known, "it could not be downloaded (" + e.getMessage() + ")");
    }
  }

  private DatasetUnavailableException unavailable(KnownDataset known, String reason) {
    List<String> places = new ArrayList<>();
    foldersBeforeCache(known).forEach(folder -> places.add(folder.toString()));
    places.add(cache(known).toString());
    return new DatasetUnavailableException(
        "%s is not in %s, and %s: put %s into %s"
            .formatted(
                known,
                String.join(" or ", places),
                reason,
                String.join(", ", known.publication().fileNames()),
                cache(known)));
  }
}
