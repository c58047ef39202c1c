package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How to reach Kafka and the schema registry.
 *
 * <p>The properties are what every Kafka client and the registry client start from: TLS, SASL and
 * tuning. They come from a file of the operator's and may hold secrets, so that this record never
 * shows their values. What a client needs in order to be correct (acknowledgements, isolation,
 * serializers) is set by the code that makes the client and wins over them.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param schemaRegistryUrl the registry's URL; {@code mock://NAME} is one inside the process
 * @param properties client properties by name; those that begin with {@code schema.registry.},
 *     {@code basic.auth.} or {@code bearer.auth.} are the registry client's
 */
public record KafkaSettings(
    String bootstrapServers, String schemaRegistryUrl, Map<String, String> properties) {

  private static final List<String> REGISTRY_PREFIXES =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.");

  /** Checks that both addresses are given, and copies. */
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers must not be blank");
    }
    if (schemaRegistryUrl.isBlank()) {
      throw new IllegalArgumentException("the schema registry's URL must not be blank");
    }
    properties = Map.copyOf(properties);
  }

  /** Settings without any further client property. */
  public static KafkaSettings of(String bootstrapServers, String schemaRegistryUrl) {
    return new KafkaSettings(bootstrapServers, schemaRegistryUrl, Map.of());
  }

  static KafkaSettings from(ConfigReader reader) {
    Map<String, String> properties =
        reader
            .get(RuntimeKeys.KAFKA_PROPERTIES_FILE)
            .map(file -> load(reader, file))
            .orElse(Map.of());
    return new KafkaSettings(
        reader.get(RuntimeKeys.BOOTSTRAP_SERVERS),
        reader.get(RuntimeKeys.SCHEMA_REGISTRY_URL).toString(),
        properties);
  }

  /** What an admin client, a producer, a consumer or a Kafka Streams instance starts from. */
  public Map<String, Object> clientConfig() {
    Map<String, Object> config = select(name -> !belongsToRegistry(name));
    config.put("bootstrap.servers", bootstrapServers);
    return config;
  }

  /** What the schema registry's client and the serdes over it start from. */
  public Map<String, Object> registryConfig() {
    Map<String, Object> config = select(KafkaSettings::belongsToRegistry);
    config.put("schema.registry.url", schemaRegistryUrl);
    return config;
  }

  /** The addresses, and the names of the properties without their values. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers="
        + bootstrapServers
        + ", schemaRegistryUrl="
        + schemaRegistryUrl
        + ", properties="
        + new TreeSet<>(properties.keySet())
        + "]";
  }

  private Map<String, Object> select(Predicate<String> names) {
    Map<String, Object> selected = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (names.test(name)) {
            selected.put(name, value);
          }
        });
    return selected;
  }

  private static boolean belongsToRegistry(String name) {
    return REGISTRY_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static Map<String, String> load(ConfigReader reader, Path file) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      reader.problem(
          RuntimeKeys.KAFKA_PROPERTIES_FILE.name()
              + " must name a readable properties file, was '"
              + file
              + "'");
    }
    Map<String, String> loaded = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> loaded.put(name, properties.getProperty(name)));
    return loaded;
  }
}
