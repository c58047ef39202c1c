package io.reflux.pipeline.experiment;

import io.reflux.robustness.data.DatasetSpec;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.DatasetRequest;
import java.util.Optional;

/** Reads which images a record means. */
public final class DatasetRecords {

  private DatasetRecords() {}

  /**
   * The images that a request means.
   *
   * @throws IllegalArgumentException if there is no such data set or it has fewer images
   */
  public static DatasetSpec spec(DatasetRequest dataset) {
    return new DatasetSpec(
        dataset.getName(),
        dataset.getTrainingSamples(),
        dataset.getTestSamples(),
        dataset.getDigest());
  }

  /**
   * The images that a plan or a job means.
   *
   * @throws IllegalArgumentException if there is no such data set or it has fewer images
   */
  public static DatasetSpec spec(DatasetRef dataset) {
    return new DatasetSpec(
        dataset.getName(),
        dataset.getTrainingSamples(),
        dataset.getTestSamples(),
        Optional.of(dataset.getDigest()));
  }
}
