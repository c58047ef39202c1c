package io.reflux.attacker;

import io.reflux.pipeline.settings.ComputeKeys;
import io.reflux.pipeline.settings.Processors;
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
 * @param shardSamples the most samples in one attack job
 */
public record AttackerConfig(RuntimeSettings runtime, int threads, int shardSamples) {

  private static final int MOST = 1_000_000;

  /** Each job in hand has a consumer; more than these gain nothing with the usual shards. */
  private static final int MOST_JOBS = 16;

  /** Threads that compute. */
  public static final ConfigKey<Integer> THREADS = ComputeKeys.threads("ATTACKER_");

  /** the most samples in one attack job. */
  public static final ConfigKey<Integer> SHARD_SAMPLES =
      ConfigKey.of(
          "ATTACKER_SHARD_SAMPLES",
          ValueType.integer(1, MOST),
          "50",
          "The most test images in one attack job, each with all of its targets.");

  /** Every key that this service accepts. */
  public static final ConfigCatalogue CATALOGUE =
      RuntimeKeys.CATALOGUE.and(ConfigCatalogue.of("ATTACKER_", THREADS, SHARD_SAMPLES));

  /**
   * Reads the configuration.
   *
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static AttackerConfig read(Map<String, String> environment) {
    return ConfigReader.read(environment, CATALOGUE, AttackerConfig::from);
  }

  private static AttackerConfig from(ConfigReader reader) {
    RuntimeSettings runtime = RuntimeSettings.from(reader);
    int threads = reader.get(THREADS);
    int jobs = reader.get(RuntimeKeys.WORKERS).orElseGet(() -> jobsFor(threads));
    return new AttackerConfig(
        runtime.withWork(runtime.work().withWorkers(jobs)), threads, reader.get(SHARD_SAMPLES));
  }

  /**
   * As many jobs at a time as keep that many threads busy: while one job chooses features or has
   * few rows left, another one's chunks run.
   */
  private static int jobsFor(int threads) {
    int computing = threads == 0 ? Processors.available() : threads;
    return Math.min(MOST_JOBS, computing / 2 + 1);
  }
}
