package io.reflux.schemas.registry;

import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Gives writer schemas their ids and ids their writer schemas. Answers are cached for the life of
 * the registry object, so one object per process is shared by all serdes. Safe for use by several
 * threads.
 */
public interface SchemaRegistry extends AutoCloseable {

  /**
   * Connects to the registry that the configuration names; nothing is sent before the first use.
   *
   * @param config Confluent's names: {@code schema.registry.url} (required; comma-separated, or
   *     {@code mock://scope} for a registry in memory that all users of the scope in this process
   *     share), {@code auto.register.schemas} (default true), and any option of Confluent's client;
   *     other keys are ignored
   * @throws IllegalArgumentException if an option is missing or malformed
   */
  static SchemaRegistry connect(Map<String, ?> config) {
    return ConfluentSchemaRegistry.connect(RegistryConfig.from(config));
  }

  /**
   * The id of a schema under a subject. Registers the schema if it is new and {@code
   * auto.register.schemas} allows it, and asks the registry to keep the subject FULL_TRANSITIVE
   * compatible.
   *
   * @param subject {@code <topic>-value}
   * @throws SchemaRegistryException if the registry does not answer, refuses the schema, or does
   *     not know it and may not register it
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema that was registered under an id.
   *
   * @throws UnknownSchemaException if the registry has no Avro schema with this id
   * @throws SchemaRegistryException if the registry does not answer
   */
  Schema schema(int id) throws UnknownSchemaException;

  /**
   * All subjects that the registry knows; also serves to see whether it answers.
   *
   * @throws SchemaRegistryException if the registry does not answer
   */
  Set<String> subjects();

  /** Where the registry is, without credentials; for messages. */
  String location();

  @Override
  void close();
}
