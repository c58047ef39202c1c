package io.reflux.schemas.registry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema registry over Confluent's own client, which is on Maven Central only in relocated
 * form. The one class that imports it: where Confluent's repository can be reached, changing these
 * imports is all there is to do. Schemas cross as JSON text, so the client's relocated Avro stays
 * inside.
 */
final class ConfluentSchemaRegistry implements SchemaRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ConfluentSchemaRegistry.class);
  private static final String COMPATIBILITY = "FULL_TRANSITIVE";
  private static final int CACHED_SCHEMAS = 1_000;

  /** How the client's message starts if the registry answered with something that is not Avro. */
  private static final String NOT_AVRO = "Invalid schema";

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final SchemaRegistryClient client;
  private final RegistryConfig config;
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private ConfluentSchemaRegistry(SchemaRegistryClient client, RegistryConfig config) {
    this.client = client;
    this.config = config;
  }

  static ConfluentSchemaRegistry connect(RegistryConfig config) {
    String scope = MockSchemaRegistry.validateAndMaybeGetMockScope(config.urls());
    SchemaRegistryClient client =
        scope == null
            ? new CachedSchemaRegistryClient(
                config.urls(),
                CACHED_SCHEMAS,
                List.of(new AvroSchemaProvider()),
                config.clientOptions())
            : MockSchemaRegistry.getClientForScope(scope, List.of(new AvroSchemaProvider()));
    return new ConfluentSchemaRegistry(client, config);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = config.autoRegister() ? register(subject, schema) : lookUp(subject, schema);
    ids.put(key, id);
    return id;
  }

  @Override
  public Schema schema(int id) throws UnknownSchemaException {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Schema schema = parse(id, fetch(id));
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public Set<String> subjects() {
    try {
      return Set.copyOf(new TreeSet<>(client.getAllSubjects()));
    } catch (IOException e) {
      throw unreachable("listing its subjects", e);
    } catch (RestClientException e) {
      throw refused("to list its subjects", e);
    }
  }

  @Override
  public String location() {
    return config.location();
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      LOG.warn("closing the schema registry client of {} failed: {}", location(), e.toString());
    }
  }

  private int register(String subject, Schema schema) {
    try {
      int id = client.register(subject, new AvroSchema(schema.toString()));
      demandCompatibility(subject);
      return id;
    } catch (IOException e) {
      throw unreachable("registering the schema of subject " + subject, e);
    } catch (RestClientException e) {
      if (e.getStatus() == CONFLICT) {
        throw new SchemaRegistryException(
            ("the schema registry at %s refuses the schema %s as incompatible with those already"
                    + " registered under subject %s (%s); change the schema so that every field that"
                    + " came or went has a default")
                .formatted(location(), schema.getFullName(), subject, e.getMessage()),
            e);
      }
      throw refused("to register the schema of subject " + subject, e);
    }
  }

  private int lookUp(String subject, Schema schema) {
    try {
      return client.getId(subject, new AvroSchema(schema.toString()));
    } catch (IOException e) {
      throw unreachable("looking up the schema of subject " + subject, e);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new SchemaRegistryException(
            "the schema registry at %s does not have this version of %s under subject %s; register it or set %s=true"
                .formatted(location(), schema.getFullName(), subject, RegistryConfig.AUTO_REGISTER),
            e);
      }
      throw refused("to look up the schema of subject " + subject, e);
    }
  }

  private String fetch(int id) throws UnknownSchemaException {
    try {
      return client.getSchemaById(id).canonicalString();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith(NOT_AVRO)) {
        throw notAvro(id, e);
      }
      throw unreachable("looking up the schema with id " + id, e);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new UnknownSchemaException(
            "the schema registry at %s has no schema with id %d".formatted(location(), id), e);
      }
      throw refused("to look up the schema with id " + id, e);
    }
  }

  private Schema parse(int id, String json) throws UnknownSchemaException {
    try {
      return new Schema.Parser().parse(json);
    } catch (AvroRuntimeException e) {
      throw notAvro(id, e);
    }
  }

  private UnknownSchemaException notAvro(int id, Exception cause) {
    return new UnknownSchemaException(
        "the schema with id %d in the schema registry at %s is not Avro (%s)"
            .formatted(id, location(), cause.getMessage()),
        cause);
  }

  /** Best effort: a registry that cannot keep the promise still works, the build checks it too. */
  private void demandCompatibility(String subject) {
    try {
      client.updateCompatibility(subject, COMPATIBILITY);
    } catch (IOException | RestClientException e) {
      LOG.warn(
          "the schema registry at {} did not set subject {} to {}: {}",
          location(),
          subject,
          COMPATIBILITY,
          e.toString());
    }
  }

  private SchemaRegistryException unreachable(String doing, IOException cause) {
    return new SchemaRegistryException(
        "the schema registry at %s did not answer while %s (%s); check %s and that the registry runs"
            .formatted(location(), doing, cause, RegistryConfig.URL),
        cause);
  }

  private SchemaRegistryException refused(String doing, RestClientException cause) {
    return new SchemaRegistryException(
        "the schema registry at %s refused %s (HTTP %d, %s); check its log and the credentials"
            .formatted(location(), doing, cause.getStatus(), cause.getMessage()),
        cause);
  }

  private record SubjectSchema(String subject, Schema schema) {}
}
