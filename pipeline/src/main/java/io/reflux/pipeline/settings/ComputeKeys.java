package io.reflux.pipeline.settings;

import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ValueType;
import io.reflux.runtime.settings.StorageSettings;

/** The configuration keys of services that compute, and what their values stand for. */
public final class ComputeKeys {

  private static final int MOST_THREADS = 1024;
  private static final int MOST_SAMPLES = 1_000_000;

  private ComputeKeys() {}

  /** How many chunks of a batch run at a time. */
  public static ConfigKey<Integer> threads(String prefix) {
    return ConfigKey.of(
        prefix + "THREADS",
        ValueType.integer(0, MOST_THREADS),
        "0",
        "How many threads compute for this service alone; 0 takes one per processor, shared by"
            + " all services of the process. Results do not depend on it.");
  }

  /** On how many test images the gradient histogram of a finished model is measured. */
  public static ConfigKey<Integer> gradientSamples(String prefix) {
    return ConfigKey.of(
        prefix + "GRADIENT_SAMPLES",
        ValueType.integer(0, MOST_SAMPLES),
        "1000",
        "On how many test images the gradient amplitudes of a finished model are measured.");
  }

  /** The data sets that a service finds. */
  public static DatasetCatalog datasets(StorageSettings storage) {
    DatasetLocations usual = DatasetLocations.defaults(storage.cacheDir());
    return new DatasetCatalog(
        storage.datasetDir().map(usual::withDatasetDirectory).orElse(usual),
        DownloadListener.silent());
  }
}
