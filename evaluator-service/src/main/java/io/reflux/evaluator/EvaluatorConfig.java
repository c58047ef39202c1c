package io.reflux.evaluator;

import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.config.ValueType;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What the evaluator is configured with.
 *
 * @param runtime what every service has
 * @param scoreInterval how long changed scores are gathered before they are written, at least 10 ms
 * @param standbyReplicas copies of the state that other instances keep
 * @param streamClients event streams at a time
 */
public record EvaluatorConfig(
    RuntimeSettings runtime, Duration scoreInterval, int standbyReplicas, int streamClients) {

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
  private static final int MOST_REPLICAS = 5;
  private static final int MOST_CLIENTS = 1000;

  /** How often running scores are written. */
  public static final ConfigKey<Duration> SCORE_INTERVAL =
      ConfigKey.of(
          "EVALUATOR_SCORE_INTERVAL",
          ValueType.duration(),
          "100ms",
          "How long changed scores are gathered before they are written; at least 10ms. A score"
              + " that becomes complete is written at once.");

  /** Copies of the state. */
  public static final ConfigKey<Integer> STANDBY_REPLICAS =
      ConfigKey.of(
          "EVALUATOR_STANDBY_REPLICAS",
          ValueType.integer(0, MOST_REPLICAS),
          "0",
          "How many other instances keep a copy of the state, for a quick takeover; needs as many"
              + " more instances.");

  /** Event streams at a time. */
  public static final ConfigKey<Integer> STREAM_CLIENTS =
      ConfigKey.of(
          "EVALUATOR_STREAM_CLIENTS",
          ValueType.integer(1, MOST_CLIENTS),
          "64",
          "How many event streams (`/api/stream`) may be open at a time; each has a thread.");

  /** Every key that this service accepts. */
  public static final ConfigCatalogue CATALOGUE =
      RuntimeKeys.CATALOGUE.and(
          ConfigCatalogue.of("EVALUATOR_", SCORE_INTERVAL, STANDBY_REPLICAS, STREAM_CLIENTS));

  /** Checks the interval. */
  public EvaluatorConfig {
    if (scoreInterval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "%s must be at least %d ms, was %d ms"
              .formatted(
                  SCORE_INTERVAL.name(), SHORTEST_INTERVAL.toMillis(), scoreInterval.toMillis()));
    }
  }

  /**
   * Reads the configuration.
   *
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static EvaluatorConfig read(Map<String, String> environment) {
    return ConfigReader.read(
        environment,
        CATALOGUE,
        reader ->
            new EvaluatorConfig(
                RuntimeSettings.from(reader),
                reader.get(SCORE_INTERVAL),
                reader.get(STANDBY_REPLICAS),
                reader.get(STREAM_CLIENTS)));
  }
}
