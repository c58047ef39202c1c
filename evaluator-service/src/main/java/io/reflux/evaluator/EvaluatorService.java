package io.reflux.evaluator;

import io.reflux.runtime.Chassis;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.runtime.streams.StreamsHost;
import io.reflux.runtime.streams.StreamsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The evaluator: scores outcomes and reports on experiments. */
public final class EvaluatorService {
  private EvaluatorService() {}

  /** Puts the service together, configured by the environment. */
  public static Service assemble(Map<String, String> environment) {
    RuntimeSettings settings =
        ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
    Chassis chassis = Chassis.open("evaluator-service", settings);
    return chassis.assemble(
        List.of(
            new StreamsHost(
                StreamsSettings.of("reflux-evaluator", settings),
                EvaluatorTopology.build(
                    Duration.ofMillis(100), chassis.registry(), chassis.metas(Clock.systemUTC())),
                chassis.metrics())));
  }
}
