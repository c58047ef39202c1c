package io.reflux.pipeline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro records as JSON for people and programs.
 *
 * <ul>
 *   <li>a record is an object with its fields in the order of the schema; a record that stands in a
 *       union with other records has its name in front of them, as {@code type}
 *   <li>an array is an array, a map an object with sorted keys, a missing value null
 *   <li>numbers and booleans are themselves; a number that is not finite is null, since JSON has
 *       none
 *   <li>enums are their symbol, timestamps ISO 8601 in UTC
 *   <li>bytes are as whoever writes them wants them
 * </ul>
 */
public final class RecordJson {

  private static final String TYPE = "type";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<String> omitted;
  private final Function<ByteBuffer, JsonNode> bytes;

  /**
   * A form of JSON.
   *
   * @param omitted names of fields that are left out, of whatever record
   * @param bytes what stands for the bytes of a field
   */
  public RecordJson(Set<String> omitted, Function<ByteBuffer, JsonNode> bytes) {
    this.omitted = Set.copyOf(omitted);
    this.bytes = bytes;
  }

  /** The JSON of a record. */
  public ObjectNode of(SpecificRecord record) {
    return fields(NODES.objectNode(), record);
  }

  private ObjectNode fields(ObjectNode object, SpecificRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      if (!omitted.contains(field.name())) {
        object.set(field.name(), value(record.get(field.pos()), field.schema()));
      }
    }
    return object;
  }

  private JsonNode value(@Nullable Object value, Schema schema) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof SpecificRecord record) {
      ObjectNode object = NODES.objectNode();
      return fields(oneOfSeveral(schema) ? object.put(TYPE, name(record)) : object, record);
    }
    if (value instanceof Collection<?> items) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(value(item, present(schema).getElementType())));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(key.toString(), item));
      sorted.forEach((key, item) -> object.set(key, value(item, present(schema).getValueType())));
      return object;
    }
    return value instanceof ByteBuffer buffer ? bytes.apply(buffer.duplicate()) : scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    return value instanceof Boolean truth
        ? NODES.booleanNode(truth)
        : NODES.textNode(value.toString());
  }

  private static String name(SpecificRecord record) {
    return record.getSchema().getName();
  }

  private static boolean oneOfSeveral(Schema schema) {
    return schema.isUnion()
        && schema.getTypes().stream().filter(t -> t.getType() == Schema.Type.RECORD).count() > 1;
  }

  /** The branch of an optional field that is not null. */
  private static Schema present(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }
}
