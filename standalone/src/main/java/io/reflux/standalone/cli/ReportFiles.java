package io.reflux.standalone.cli;

import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.DatasetMismatchException;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.DatasetUnavailableException;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.standalone.cluster.Archive;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.Ending;
import io.reflux.standalone.report.ContactImage;
import io.reflux.standalone.report.Examples;
import io.reflux.standalone.report.ExperimentResult;
import io.reflux.standalone.report.ReportWriter;
import io.reflux.standalone.report.RunTimes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Gathers everything that belongs to a report and writes its files. Images are shown if they are on
 * this machine; a report without them is still a report.
 */
final class ReportFiles {

  private static final int EXAMPLES = 12;

  private final Session session;
  private final Cluster cluster;
  private final Optional<Path> datasetDirectory;

  ReportFiles(Session session, Cluster cluster, Optional<Path> datasetDirectory) {
    this.session = session;
    this.cluster = cluster;
    this.datasetDirectory = datasetDirectory;
  }

  /**
   * Makes the directory for a report, before the work that is to be reported.
   *
   * @throws OutputDirectoryException if it cannot be made or written to
   */
  static void prepare(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new OutputDirectoryException(e.getFile() + " is not a directory", e);
    } catch (AccessDeniedException e) {
      throw new OutputDirectoryException("you may not make " + e.getFile(), e);
    } catch (IOException e) {
      throw new OutputDirectoryException(directory + " cannot be made: " + e.getMessage(), e);
    }
    if (!Files.isWritable(directory)) {
      throw new OutputDirectoryException("you may not write to " + directory, null);
    }
  }

  /**
   * Writes the files and says where.
   *
   * @throws IOException if the directory cannot be written to
   */
  void write(Ending.Reported ending, Path directory) throws IOException, InterruptedException {
    RobustnessReport report = ending.report();
    List<AttackOutcome> outcomes = new Archive(cluster).outcomes(report);
    RunTimes times = new RunTimes(ending.requestedAt(), report.getMeta().getProducedAt());
    ExperimentResult result =
        new ExperimentResult(report, outcomes, examples(report, outcomes), times);
    for (Path file : new ReportWriter(directory).write(result)) {
      session.say("wrote " + file);
    }
  }

  private List<ContactImage> examples(RobustnessReport report, List<AttackOutcome> outcomes) {
    if (outcomes.stream().noneMatch(AttackOutcome::getSuccess)) {
      return List.of();
    }
    try {
      return new Examples(report, outcomes, testImages(report.getDataset())).choose(EXAMPLES);
    } catch (DatasetUnavailableException
        | DatasetMismatchException
        | DataFormatException
        | IllegalArgumentException e) {
      session.say("the report shows no images: " + e.getMessage());
      return List.of();
    }
  }

  private ImageDataset testImages(DatasetRef dataset) {
    DatasetLocations locations =
        DatasetLocations.defaults(session.cacheDirectory()).withDownloads(false);
    DatasetLocations places =
        datasetDirectory.map(locations::withDatasetDirectory).orElse(locations);
    Optional<String> digest = Optional.of(dataset.getDigest()).filter(text -> !text.isEmpty());
    DatasetSpec spec =
        new DatasetSpec(
            dataset.getName(), dataset.getTrainingSamples(), dataset.getTestSamples(), digest);
    return new DatasetCatalog(places, DownloadListener.silent()).load(spec).test();
  }
}
