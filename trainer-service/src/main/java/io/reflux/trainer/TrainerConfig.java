package io.reflux.trainer;

import io.reflux.pipeline.settings.ComputeKeys;
import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.util.Map;

/**
 * What the trainer is configured with.
 *
 * @param runtime what every service has
 * @param threads how many chunks of a batch run at a time; 0 = one per processor
 * @param gradientSamples test images that the gradient histogram of a finished model is measured on
 */
public record TrainerConfig(RuntimeSettings runtime, int threads, int gradientSamples) {

  /** Threads that compute. */
  public static final ConfigKey<Integer> THREADS = ComputeKeys.threads("TRAINER_");

  /** test images that the gradient histogram of a finished model is measured on. */
  public static final ConfigKey<Integer> GRADIENT_SAMPLES = ComputeKeys.gradientSamples("TRAINER_");

  /** Every key that this service accepts. */
  public static final ConfigCatalogue CATALOGUE =
      RuntimeKeys.CATALOGUE.and(ConfigCatalogue.of("TRAINER_", THREADS, GRADIENT_SAMPLES));

  /**
   * Reads the configuration.
   *
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static TrainerConfig read(Map<String, String> environment) {
    return ConfigReader.read(
        environment,
        CATALOGUE,
        reader ->
            new TrainerConfig(
                RuntimeSettings.from(reader), reader.get(THREADS), reader.get(GRADIENT_SAMPLES)));
  }
}
