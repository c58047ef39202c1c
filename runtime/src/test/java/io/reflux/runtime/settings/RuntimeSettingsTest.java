package io.reflux.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeSettingsTest {

  @TempDir Path directory;

  @Test
  void defaults_are_those_of_a_local_run() {
    RuntimeSettings settings = read(Map.of());

    assertThat(settings.kafka())
        .isEqualTo(KafkaSettings.of("localhost:9092", "http://localhost:8081"));
    assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 0));
    assertThat(settings.storage().artifactStore()).isEqualTo(URI.create("file:data/artifacts"));
    assertThat(settings.storage().datasetDir()).isEmpty();
    assertThat(settings.work())
        .isEqualTo(
            new WorkSettings(
                1, 5, Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(20)));
    assertThat(settings.guarantee()).isEqualTo(ProcessingGuarantee.EXACTLY_ONCE_V2);
    assertThat(settings.codeRevision()).isEqualTo(RuntimeSettings.buildVersion());
  }

  @Test
  void every_key_reaches_the_settings() {
    Map<String, String> environment = new HashMap<>();
    environment.put("REFLUX_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("REFLUX_SCHEMA_REGISTRY_URL", "mock://all");
    environment.put("REFLUX_ARTIFACT_STORE", "file:/artifacts");
    environment.put("REFLUX_STATE_DIR", "/state");
    environment.put("REFLUX_CACHE_DIR", "/cache");
    environment.put("REFLUX_DATASET_DIR", "/data");
    environment.put("REFLUX_HTTP_HOST", "0.0.0.0");
    environment.put("REFLUX_HTTP_PORT", "8080");
    environment.put("REFLUX_WORKERS", "2");
    environment.put("REFLUX_JOB_ATTEMPTS", "3");
    environment.put("REFLUX_JOB_LOCK", "30s");
    environment.put("REFLUX_RETRY_DELAY", "0s");
    environment.put("REFLUX_CLOSE_TIMEOUT", "5s");
    environment.put("REFLUX_PROCESSING_GUARANTEE", "at-least-once");
    environment.put("REFLUX_CODE_REVISION", "abc123");

    RuntimeSettings settings = read(environment);

    assertThat(settings)
        .isEqualTo(
            new RuntimeSettings(
                KafkaSettings.of("kafka:9092", "mock://all"),
                new HttpSettings("0.0.0.0", 8080),
                new StorageSettings(
                    URI.create("file:/artifacts"),
                    Path.of("/state"),
                    Path.of("/cache"),
                    Optional.of(Path.of("/data"))),
                new WorkSettings(
                    2, 3, Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5)),
                ProcessingGuarantee.AT_LEAST_ONCE,
                "abc123"));
  }

  @Test
  void client_properties_are_divided_between_kafka_and_the_registry() throws IOException {
    Path file = directory.resolve("client.properties");
    Files.writeString(
        file,
        "security.protocol=SASL_SSL\nbasic.auth.user.info=ann:secret\nsasl.mechanism=PLAIN\n");

    KafkaSettings kafka = read(Map.of("REFLUX_KAFKA_PROPERTIES_FILE", file.toString())).kafka();

    assertThat(kafka.clientConfig())
        .containsOnly(
            Map.entry("bootstrap.servers", "localhost:9092"),
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.mechanism", "PLAIN"));
    assertThat(kafka.registryConfig())
        .containsOnly(
            Map.entry("schema.registry.url", "http://localhost:8081"),
            Map.entry("basic.auth.user.info", "ann:secret"));
    assertThat(kafka.toString()).contains("basic.auth.user.info").doesNotContain("ann:secret");
  }

  @Test
  void a_properties_file_that_cannot_be_read_is_a_problem() {
    Map<String, String> environment = Map.of("REFLUX_KAFKA_PROPERTIES_FILE", "/nowhere/at.all");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(environment))
        .withMessageContaining(
            "REFLUX_KAFKA_PROPERTIES_FILE must name a readable properties file,"
                + " was '/nowhere/at.all'");
  }

  @Test
  void a_wrong_log_level_is_a_problem() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(Map.of("REFLUX_LOG_LEVEL", "loud")))
        .withMessageContaining("REFLUX_LOG_LEVEL must be one of error, warn, info, debug, trace");
  }

  @Test
  void more_attempts_than_the_broker_delivers_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WorkSettings(
                    1, 10, Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(1)))
        .withMessage("attempts must be in [1, 9], was 10");
  }

  @Test
  void the_build_knows_its_version() {
    assertThat(RuntimeSettings.buildVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  private static RuntimeSettings read(Map<String, String> environment) {
    return ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
  }
}
