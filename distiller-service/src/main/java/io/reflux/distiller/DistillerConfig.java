package io.reflux.distiller;

import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetLocations;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.config.ValueType;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.runtime.settings.StorageSettings;
import java.util.Map;

/**
 * What the distiller is configured with.
 *
 * @param runtime what every service has
 * @param threads how many chunks of a batch run at a time; 0 = one per processor
 * @param gradientSamples test images that the gradient histogram of a finished model is measured on
 */
public record DistillerConfig(RuntimeSettings runtime, int threads, int gradientSamples) {

  private static final int MOST_THREADS = 1024;
  private static final int MOST = 1_000_000;

  /** Threads that compute. */
  public static final ConfigKey<Integer> THREADS =
      ConfigKey.of(
          "DISTILLER_THREADS",
          ValueType.integer(0, MOST_THREADS),
          "0",
          "How many threads compute; 0 takes one per processor. Results do not depend on it.");

  /** test images that the gradient histogram of a finished model is measured on. */
  public static final ConfigKey<Integer> GRADIENT_SAMPLES =
      ConfigKey.of(
          "DISTILLER_GRADIENT_SAMPLES",
          ValueType.integer(0, MOST),
          "1000",
          "On how many test images the gradient amplitudes of a finished model are measured.");

  /** Every key that this service accepts. */
  public static final ConfigCatalogue CATALOGUE =
      RuntimeKeys.CATALOGUE.and(ConfigCatalogue.of("DISTILLER_", THREADS, GRADIENT_SAMPLES));

  /**
   * Reads the configuration.
   *
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static DistillerConfig read(Map<String, String> environment) {
    return ConfigReader.read(
        environment,
        CATALOGUE,
        reader ->
            new DistillerConfig(
                RuntimeSettings.from(reader), reader.get(THREADS), reader.get(GRADIENT_SAMPLES)));
  }

  Compute compute() {
    return threads == 0 ? Compute.ofAllProcessors() : new Compute(threads);
  }

  DatasetCatalog datasets() {
    StorageSettings storage = runtime.storage();
    DatasetLocations usual = DatasetLocations.defaults(storage.cacheDir());
    return new DatasetCatalog(
        storage.datasetDir().map(usual::withDatasetDirectory).orElse(usual),
        DownloadListener.silent());
  }
}
