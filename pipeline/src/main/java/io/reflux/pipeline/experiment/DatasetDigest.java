package io.reflux.pipeline.experiment;

import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.ExperimentRequested;
import java.util.Optional;

/**
 * Fills in what a request must say of its data set but a person should not have to: the digest of
 * the content, where the name has no published one. The planner names the models by it without
 * reading the images.
 */
public final class DatasetDigest {

  private DatasetDigest() {}

  /**
   * The same request with a digest. Reads the images only if nobody published their digest.
   *
   * @throws io.reflux.robustness.data.DatasetUnavailableException if the images are needed and are
   *     nowhere to be found
   */
  public static ExperimentRequested fill(ExperimentRequested request, DatasetCatalog catalog) {
    DatasetSpec spec = DatasetRecords.spec(request.getDataset());
    if (spec.resolvedDigest().isPresent()) {
      return request;
    }
    Optional<String> digest = catalog.resolve(spec).digest();
    DatasetRequest dataset =
        DatasetRequest.newBuilder(request.getDataset()).setDigest(digest.orElseThrow()).build();
    return ExperimentRequested.newBuilder(request).setDataset(dataset).build();
  }

  /**
   * Reads the images of a request, so that whoever needs them later finds them.
   *
   * @throws io.reflux.robustness.data.DatasetUnavailableException if they are nowhere to be found,
   *     like every other exception of {@link DatasetCatalog#load}
   */
  public static void requireImages(ExperimentRequested request, DatasetCatalog catalog) {
    catalog.load(DatasetRecords.spec(request.getDataset()));
  }
}
