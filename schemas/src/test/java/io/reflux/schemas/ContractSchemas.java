package io.reflux.schemas;

import io.reflux.schemas.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of the contracts, as the tests walk over them. */
final class ContractSchemas {

  private ContractSchemas() {}

  /** The schema of every topic whose values are Avro. */
  static List<Schema> topLevel() {
    return Topics.all().stream()
        .filter(topic -> SpecificRecord.class.isAssignableFrom(topic.valueType()))
        .map(topic -> SpecificData.get().getSchema(topic.valueType()))
        .toList();
  }

  /** Every record and enum that occurs in a topic, once. */
  static List<Schema> named() {
    Map<String, Schema> found = new LinkedHashMap<>();
    topLevel().forEach(schema -> collect(schema, found));
    return List.copyOf(found.values());
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
    if (named && found.putIfAbsent(schema.getFullName(), schema) != null) {
      return;
    }
    inner(schema).forEach(part -> collect(part, found));
  }

  private static Stream<Schema> inner(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema);
      case ARRAY -> Stream.of(schema.getElementType());
      case MAP -> Stream.of(schema.getValueType());
      case UNION -> schema.getTypes().stream();
      default -> Stream.empty();
    };
  }
}
