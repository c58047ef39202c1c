package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Everything that a service is configured with besides its own keys.
 *
 * @param kafka how to reach Kafka and the schema registry
 * @param http where the HTTP server listens
 * @param storage where bytes are kept outside Kafka
 * @param work how jobs are worked on
 * @param guarantee what stream topologies promise
 * @param codeRevision the revision of the code that records carry
 */
public record RuntimeSettings(
    KafkaSettings kafka,
    HttpSettings http,
    StorageSettings storage,
    WorkSettings work,
    ProcessingGuarantee guarantee,
    String codeRevision) {

  /** Reads the settings of {@link RuntimeKeys#CATALOGUE}. */
  public static RuntimeSettings from(ConfigReader reader) {
    reader.get(RuntimeKeys.LOG_LEVEL);
    return new RuntimeSettings(
        KafkaSettings.from(reader),
        HttpSettings.from(reader),
        StorageSettings.from(reader),
        WorkSettings.from(reader),
        reader.get(RuntimeKeys.PROCESSING_GUARANTEE),
        reader.get(RuntimeKeys.CODE_REVISION).orElseGet(RuntimeSettings::buildVersion));
  }

  /** The same settings on another cluster. */
  public RuntimeSettings withKafka(KafkaSettings other) {
    return new RuntimeSettings(other, http, storage, work, guarantee, codeRevision);
  }

  /** The same settings with other work settings. */
  public RuntimeSettings withWork(WorkSettings other) {
    return new RuntimeSettings(kafka, http, storage, other, guarantee, codeRevision);
  }

  /** The version that the build wrote into this module. */
  public static String buildVersion() {
    Properties build = new Properties();
    try (InputStream resource = RuntimeSettings.class.getResourceAsStream("build.properties")) {
      if (resource == null) {
        throw new IllegalStateException("the build left no build.properties beside this class");
      }
      build.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read build.properties", e);
    }
    return build.getProperty("version", "unknown");
  }
}
