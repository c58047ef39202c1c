package io.reflux.pipeline.experiment.text;

import io.reflux.runtime.config.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns a YAML tree into an Avro record by the record's own schema: the fields are the keys, the
 * schema's types are what is accepted, its defaults fill what is not said. What does not fit is
 * collected, and a stand-in takes its place, so that one reading finds every mistake.
 */
public final class RecordBinder {

  private static final String UNKNOWN_SYMBOL = "UNKNOWN";

  private final Problems problems;

  /** A binder that collects what does not fit. */
  public RecordBinder(Problems problems) {
    this.problems = problems;
  }

  /** Reads a record. */
  public SpecificRecord bind(Schema schema, YamlNode node, KeyPath path) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    YamlNode.Mapping mapping = YamlNode.Mapping.empty(node.location());
    if (node instanceof YamlNode.Mapping found) {
      mapping = found;
    } else {
      problems.add(path, "expects keys, has " + node.kind());
    }
    reportUnknownKeys(schema, mapping, path);
    for (Schema.Field field : schema.getFields()) {
      YamlNode.Entry entry = mapping.entries().get(field.name());
      KeyPath key = path.key(field.name());
      record.put(
          field.pos(),
          entry == null ? missing(field, mapping, key) : value(field.schema(), entry.value(), key));
    }
    return record;
  }

  private void reportUnknownKeys(Schema schema, YamlNode.Mapping mapping, KeyPath path) {
    List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
    for (String key : mapping.entries().keySet()) {
      if (!known.contains(key)) {
        problems.add(path.key(key), unknownKey(key, known));
      }
    }
  }

  private static String unknownKey(String key, List<String> known) {
    Optional<String> closest = Spelling.closest(key, known);
    return "unknown key; "
        + closest
            .map(name -> "did you mean '" + name + "'?")
            .orElse("the keys here are " + String.join(", ", known));
  }

  private @Nullable Object missing(Schema.Field field, YamlNode.Mapping parent, KeyPath key) {
    if (field.hasDefaultValue()) {
      return SpecificData.get().getDefaultValue(field);
    }
    if (field.schema().getType() == Schema.Type.RECORD) {
      return bind(field.schema(), YamlNode.Mapping.empty(parent.location()), key);
    }
    problems.add(key, "is missing (" + firstSentence(field.doc()) + ")");
    return standIn(field.schema());
  }

  private @Nullable Object value(Schema schema, YamlNode node, KeyPath key) {
    return switch (schema.getType()) {
      case RECORD -> bind(schema, node, key);
      case ARRAY -> list(schema, node, key);
      case MAP -> map(schema, node, key);
      case UNION -> nullable(schema, node, key);
      default -> scalar(schema, node, key);
    };
  }

  private @Nullable Object nullable(Schema union, YamlNode node, KeyPath key) {
    if (node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NULL) {
      return null;
    }
    Schema content =
        union.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
    return value(content, node, key);
  }

  private List<@Nullable Object> list(Schema schema, YamlNode node, KeyPath key) {
    List<@Nullable Object> values = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        values.add(value(schema.getElementType(), item, key.item(values.size())));
      }
    } else {
      problems.add(key, "expects a list, like [a, b]; has " + node.kind());
    }
    return values;
  }

  private Map<String, @Nullable Object> map(Schema schema, YamlNode node, KeyPath key) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (name, entry) ->
                  values.put(name, value(schema.getValueType(), entry.value(), key.key(name))));
    } else {
      problems.add(key, "expects keys, like {a: 1}; has " + node.kind());
    }
    return values;
  }

  private Object scalar(Schema schema, YamlNode node, KeyPath key) {
    if (node instanceof YamlNode.Scalar scalar && scalar.type() != YamlNode.Type.NULL) {
      Optional<Object> read = ScalarReader.read(schema, scalar);
      if (read.isPresent()) {
        return read.get();
      }
    }
    problems.add(key, "expects " + expectation(schema) + ", has " + node.kind());
    return standIn(schema);
  }

  private static String expectation(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG -> "a whole number";
      case DOUBLE, FLOAT -> "a number";
      case BOOLEAN -> "true or false";
      case ENUM ->
          "one of "
              + schema.getEnumSymbols().stream()
                  .filter(symbol -> !symbol.equals(UNKNOWN_SYMBOL))
                  .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "));
      default -> "a text";
    };
  }

  private static Object standIn(Schema schema) {
    return switch (schema.getType()) {
      case INT -> 1;
      case LONG -> 1L;
      case DOUBLE -> 1.0;
      case BOOLEAN -> false;
      case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(0), schema);
      default -> "";
    };
  }

  private static String firstSentence(@Nullable String doc) {
    return doc == null ? "" : doc.replaceFirst("(?s)[.,;:].*", "");
  }
}
