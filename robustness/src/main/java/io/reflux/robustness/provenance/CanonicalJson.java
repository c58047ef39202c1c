package io.reflux.robustness.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON value, so that equal specifications have equal digests: object keys sorted
 * by their UTF-16 code units, no white space, integers exact, floating-point numbers in the
 * shortest form that reads back as the same number ({@code 0.1}, {@code 20.0}, {@code 1.0E10}).
 *
 * <p>The shortest form is the one {@link Double#toString(double)} documents. It is computed by
 * Jackson and not by the platform, because before Java 19 the platform sometimes wrote more digits
 * than needed ({@code 1.9999999999999998E23} for {@code 2.0E23}) and an identity must not change
 * with the Java version. An integer and a floating-point number are different values here: {@code
 * 20} is not {@code 20.0}.
 */
public final class CanonicalJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private CanonicalJson() {}

  /**
   * The canonical text of a value made of maps, lists, texts, numbers and booleans.
   *
   * @throws IllegalArgumentException if a number is not finite, or a value has no JSON form
   */
  public static String of(Map<String, ?> value) {
    return of(MAPPER.<JsonNode>valueToTree(value));
  }

  /**
   * The canonical text of a JSON tree.
   *
   * @throws IllegalArgumentException if a number is not finite, or a node has no JSON form
   */
  public static String of(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException if the text is not exactly one JSON value, or an object names
   *     a key twice
   */
  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }

  private static void write(JsonNode value, StringBuilder text) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, text);
      case ARRAY -> writeArray(value, text);
      case STRING -> text.append(TextNode.valueOf(value.textValue()));
      case NUMBER -> writeNumber(value, text);
      case BOOLEAN -> text.append(value.booleanValue());
      case NULL -> text.append("null");
      default ->
          throw new IllegalArgumentException("a " + value.getNodeType() + " has no canonical JSON");
    }
  }

  private static void writeObject(JsonNode object, StringBuilder text) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      sorted.put(field.getKey(), field.getValue());
    }
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      text.append(separator).append(TextNode.valueOf(field.getKey())).append(':');
      write(field.getValue(), text);
      separator = ",";
    }
    text.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(JsonNode array, StringBuilder text) {
    text.append('[');
    for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); ) {
      write(elements.next(), text);
      text.append(elements.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private static void writeNumber(JsonNode number, StringBuilder text) {
    if (number.isIntegralNumber()) {
      text.append(number.bigIntegerValue());
      return;
    }
    if (number.isBigDecimal()) {
      throw new IllegalArgumentException(
          "decimal " + number + " has no canonical JSON: use a double");
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("numbers must be finite, was " + number.doubleValue());
    }
    text.append(
        number.isFloat()
            ? NumberOutput.toString(number.floatValue(), true)
            : NumberOutput.toString(number.doubleValue(), true));
  }
}
