package io.reflux.attacker;

import io.reflux.pipeline.settings.ComputeKeys;
import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.config.ValueType;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.util.Map;

/**
 * What the attacker is configured with.
 *
 * @param runtime what every service has
 * @param threads how many chunks of a batch run at a time; 0 = one per processor
 * @param shardSamples samples that one attack job holds
 */
public record AttackerConfig(RuntimeSettings runtime, int threads, int shardSamples) {

  private static final int MOST = 1_000_000;

  /** Threads that compute. */
  public static final ConfigKey<Integer> THREADS = ComputeKeys.threads("ATTACKER_");

  /** samples that one attack job holds. */
  public static final ConfigKey<Integer> SHARD_SAMPLES =
      ConfigKey.of(
          "ATTACKER_SHARD_SAMPLES",
          ValueType.integer(1, MOST),
          "10",
          "How many test images one attack job holds, each with all of its targets.");

  /** Every key that this service accepts. */
  public static final ConfigCatalogue CATALOGUE =
      RuntimeKeys.CATALOGUE.and(ConfigCatalogue.of("ATTACKER_", THREADS, SHARD_SAMPLES));

  /**
   * Reads the configuration.
   *
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static AttackerConfig read(Map<String, String> environment) {
    return ConfigReader.read(
        environment,
        CATALOGUE,
        reader ->
            new AttackerConfig(
                RuntimeSettings.from(reader), reader.get(THREADS), reader.get(SHARD_SAMPLES)));
  }
}
