package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.DatasetDigest;
import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.schemas.avro.ExperimentRequested;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where images are found. */
final class ImageOptions {

  private static final long MEBIBYTE = 1024 * 1024;

  @Option(
      names = "--dataset-dir",
      paramLabel = "DIR",
      description = "Where the files of data sets lie that do not ship with Reflux.")
  private @Nullable Path datasetDirectory;

  /** The user's directory of data sets. */
  Optional<Path> datasetDirectory() {
    return Optional.ofNullable(datasetDirectory);
  }

  /**
   * The request with the digest of its data set. The images are read only if nobody published their
   * digest.
   *
   * @throws io.reflux.robustness.data.DatasetUnavailableException if they are needed and not there
   */
  ExperimentRequested withDigest(ExperimentRequested request, Session session) {
    return DatasetDigest.fill(request, catalog(session));
  }

  /**
   * Looks for the images before anything is started, and downloads them where it must.
   *
   * @throws io.reflux.robustness.data.DatasetUnavailableException if they are not there
   */
  DatasetPair load(ExperimentRequested request, Session session) {
    return catalog(session).load(DatasetRecords.spec(request.getDataset()));
  }

  private DatasetCatalog catalog(Session session) {
    DownloadListener listener =
        (source, bytes, total) ->
            session.say("downloading %s: %d MiB".formatted(source, bytes / MEBIBYTE));
    return new DatasetCatalog(locations(session), listener);
  }

  private DatasetLocations locations(Session session) {
    DatasetLocations locations = DatasetLocations.defaults(session.cacheDirectory());
    return datasetDirectory == null ? locations : locations.withDatasetDirectory(datasetDirectory);
  }
}
