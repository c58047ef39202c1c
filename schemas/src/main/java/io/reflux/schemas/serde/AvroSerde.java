package io.reflux.schemas.serde;

import io.reflux.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde for one generated Avro class over the schema registry. Written under the subject {@code
 * <topic>-value} of the topic that it was made for, also when Kafka Streams uses it for a store or
 * a repartition topic. Safe for use by several threads.
 *
 * @param <V> the generated class
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V> {

  private final AvroSerializer<V> serializer;
  private final AvroDeserializer<V> deserializer;

  /**
   * A serde for the values of one topic. Does not close the registry.
   *
   * @param topic name of the topic
   * @param type class of the values; its schema is the writer schema and the reader schema
   */
  public AvroSerde(SchemaRegistry registry, String topic, Class<V> type) {
    this.serializer = new AvroSerializer<>(registry, topic, type);
    this.deserializer = new AvroDeserializer<>(registry, topic, type);
  }

  @Override
  public Serializer<V> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<V> deserializer() {
    return deserializer;
  }
}
