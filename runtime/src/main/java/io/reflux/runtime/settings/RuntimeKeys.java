package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ValueType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration keys that every service accepts. */
public final class RuntimeKeys {

  private static final int MOST_WORKERS = 256;
  private static final int LARGEST_PORT = 65_535;

  /** Where Kafka is. */
  public static final ConfigKey<String> BOOTSTRAP_SERVERS =
      ConfigKey.of(
          "REFLUX_BOOTSTRAP_SERVERS",
          ValueType.text(),
          "localhost:9092",
          "Kafka's bootstrap servers, `host:port` separated by commas.");

  /** Where the schema registry is. */
  public static final ConfigKey<URI> SCHEMA_REGISTRY_URL =
      ConfigKey.of(
          "REFLUX_SCHEMA_REGISTRY_URL",
          ValueType.uri(),
          "http://localhost:8081",
          "The schema registry's URL; `mock://NAME` is a registry inside the process.");

  /** Security and tuning of Kafka clients. */
  public static final ConfigKey<Optional<Path>> KAFKA_PROPERTIES_FILE =
      ConfigKey.optional(
          "REFLUX_KAFKA_PROPERTIES_FILE",
          ValueType.path(),
          "A Java properties file that every Kafka client and the registry client start from,"
              + " for TLS and SASL; its values are never logged.");

  /** Where artefacts are kept. */
  public static final ConfigKey<URI> ARTIFACT_STORE =
      ConfigKey.of(
          "REFLUX_ARTIFACT_STORE",
          ValueType.uri(),
          "file:data/artifacts",
          "The store of weights that all services share; `file:DIRECTORY`.");

  /** Where Kafka Streams keeps its state. */
  public static final ConfigKey<Path> STATE_DIR =
      ConfigKey.of(
          "REFLUX_STATE_DIR",
          ValueType.path(),
          "data/state",
          "The directory of stream state, for one instance alone; it can be rebuilt from Kafka.");

  /** Where things are kept that can be made again. */
  public static final ConfigKey<Path> CACHE_DIR =
      ConfigKey.of(
          "REFLUX_CACHE_DIR",
          ValueType.path(),
          "data/cache",
          "The directory of downloaded and unpacked things; it can be deleted at any time.");

  /** Where data sets provided by hand are. */
  public static final ConfigKey<Optional<Path>> DATASET_DIR =
      ConfigKey.optional(
          "REFLUX_DATASET_DIR",
          ValueType.path(),
          "The directory with the files of data sets that do not ship with the project.");

  /** The interface that the HTTP server listens on. */
  public static final ConfigKey<String> HTTP_HOST =
      ConfigKey.of(
          "REFLUX_HTTP_HOST",
          ValueType.text(),
          "127.0.0.1",
          "The interface of the HTTP server: health, metrics and the evaluator's API.");

  /** The port that the HTTP server listens on. */
  public static final ConfigKey<Integer> HTTP_PORT =
      ConfigKey.of(
          "REFLUX_HTTP_PORT",
          ValueType.integer(0, LARGEST_PORT),
          "0",
          "The port of the HTTP server; 0 takes any free one.");

  /** Jobs in hand at a time. */
  public static final ConfigKey<Optional<Integer>> WORKERS =
      ConfigKey.optional(
          "REFLUX_WORKERS",
          ValueType.integer(1, MOST_WORKERS),
          "How many jobs one process works on at a time; when not set one, and in the attacker"
              + " as many as keep its threads busy.");

  /** How often a job is tried. */
  public static final ConfigKey<Integer> JOB_ATTEMPTS =
      ConfigKey.of(
          "REFLUX_JOB_ATTEMPTS",
          ValueType.integer(1, WorkSettings.MOST_ATTEMPTS),
          "5",
          "How often a job is tried before it goes to the dead letters.");

  /** How long a silent worker keeps its job. */
  public static final ConfigKey<Duration> JOB_LOCK =
      ConfigKey.of(
          "REFLUX_JOB_LOCK",
          ValueType.duration(),
          "15s",
          "How long a crashed worker's job is withheld from others; the broker's own limits"
              + " are 15s to 60s by default.");

  /** The pause after a failed attempt. */
  public static final ConfigKey<Duration> RETRY_DELAY =
      ConfigKey.of(
          "REFLUX_RETRY_DELAY",
          ValueType.duration(),
          "1s",
          "The pause after a job's first failed attempt; it doubles with each further one.");

  /** How long a closing service waits for the job in hand. */
  public static final ConfigKey<Duration> CLOSE_TIMEOUT =
      ConfigKey.of(
          "REFLUX_CLOSE_TIMEOUT",
          ValueType.duration(),
          "20s",
          "How long a stopping service waits for the job in hand before it gives the job back.");

  /** What stream topologies promise. */
  public static final ConfigKey<ProcessingGuarantee> PROCESSING_GUARANTEE =
      ConfigKey.of(
          "REFLUX_PROCESSING_GUARANTEE",
          ValueType.choice(ProcessingGuarantee.class),
          "exactly-once-v2",
          "What planners and the evaluator promise when they fail in the middle of a record.");

  /** Which build this is. */
  public static final ConfigKey<Optional<String>> CODE_REVISION =
      ConfigKey.optional(
          "REFLUX_CODE_REVISION",
          ValueType.text(),
          "The revision of the code, carried by every record; the build's version when not set.");

  /** How much is logged. */
  public static final ConfigKey<LogLevel> LOG_LEVEL =
      ConfigKey.of(
          "REFLUX_LOG_LEVEL", ValueType.choice(LogLevel.class), "info", "How much is logged.");

  /** All keys of this class, in the order of the README's table. */
  public static final ConfigCatalogue CATALOGUE =
      ConfigCatalogue.of(
          "REFLUX_",
          BOOTSTRAP_SERVERS,
          SCHEMA_REGISTRY_URL,
          KAFKA_PROPERTIES_FILE,
          ARTIFACT_STORE,
          STATE_DIR,
          CACHE_DIR,
          DATASET_DIR,
          HTTP_HOST,
          HTTP_PORT,
          WORKERS,
          JOB_ATTEMPTS,
          JOB_LOCK,
          RETRY_DELAY,
          CLOSE_TIMEOUT,
          PROCESSING_GUARANTEE,
          CODE_REVISION,
          LOG_LEVEL);

  private RuntimeKeys() {}
}
