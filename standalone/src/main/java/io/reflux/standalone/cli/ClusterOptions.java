package io.reflux.standalone.cli;

import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the cluster is. An option wins over its environment variable, which wins over the default.
 */
final class ClusterOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka's bootstrap servers, separated by commas (REFLUX_BOOTSTRAP_SERVERS,"
              + " localhost:9092).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description =
          "The schema registry's URL (REFLUX_SCHEMA_REGISTRY_URL, http://localhost:8081).")
  private @Nullable String schemaRegistry;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description =
          "Java properties that Kafka clients and the registry client start from, for TLS and SASL"
              + " (REFLUX_KAFKA_PROPERTIES_FILE).")
  private @Nullable Path kafkaProperties;

  /** Whether any of the options was given. */
  boolean given() {
    return bootstrapServers != null || schemaRegistry != null || kafkaProperties != null;
  }

  /** Whether both addresses were given. */
  boolean complete() {
    return bootstrapServers != null && schemaRegistry != null;
  }

  /**
   * The settings.
   *
   * @throws io.reflux.runtime.config.ConfigurationException if options or variables are wrong
   */
  KafkaSettings settings(Map<String, String> environment) {
    return ConfigReader.read(overlay(environment), RuntimeKeys.CATALOGUE, RuntimeSettings::from)
        .kafka();
  }

  /** The environment with the options in it. */
  Map<String, String> overlay(Map<String, String> environment) {
    Map<String, String> overlaid = new HashMap<>(environment);
    put(overlaid, RuntimeKeys.BOOTSTRAP_SERVERS.name(), bootstrapServers);
    put(overlaid, RuntimeKeys.SCHEMA_REGISTRY_URL.name(), schemaRegistry);
    put(overlaid, RuntimeKeys.KAFKA_PROPERTIES_FILE.name(), kafkaProperties);
    return overlaid;
  }

  private static void put(Map<String, String> environment, String key, @Nullable Object value) {
    if (value != null) {
      environment.put(key, value.toString());
    }
  }
}
