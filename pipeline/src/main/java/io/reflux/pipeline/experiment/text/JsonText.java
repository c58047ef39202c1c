package io.reflux.pipeline.experiment.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a YAML tree as JSON, which is YAML too, on one line. */
public final class JsonText {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  /** The tree as JSON. */
  public static String of(YamlNode node) {
    return json(node).toString();
  }

  private static JsonNode json(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      ObjectNode object = NODES.objectNode();
      mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
      return object;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return scalar((YamlNode.Scalar) node);
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    return switch (scalar.type()) {
      case TEXT -> NODES.textNode(scalar.text());
      case INTEGER, DECIMAL -> number(scalar);
      case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(scalar.text()));
      case NULL -> NODES.nullNode();
    };
  }

  private static JsonNode number(YamlNode.Scalar scalar) {
    return scalar
        .number()
        .<JsonNode>map(NODES::numberNode)
        .orElseGet(() -> NODES.textNode(scalar.text()));
  }
}
