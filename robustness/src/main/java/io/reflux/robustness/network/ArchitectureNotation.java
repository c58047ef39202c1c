package io.reflux.robustness.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The written form of an {@link Architecture}, in YAML or JSON:
 *
 * <pre>
 * name: my-network
 * layers:
 *   - convolution: {filters: 32, kernel: 3}   # no padding, stride 1, ReLU
 *   - max-pool: {size: 2}                     # stride = size
 *   - dense: {units: 200}                     # ReLU
 *   - dropout: {rate: 0.5}                    # in training only
 * </pre>
 *
 * <p>The logits layer is implied. Both keys, and every key of a layer, are required; unknown keys
 * and kinds are errors. A text is at most 65,536 characters long. Nothing in a text names a class.
 */
public final class ArchitectureNotation {

  private static final int LONGEST_TEXT = 1 << 16;

  private record Kind(Set<String> keys, Function<Map<String, Double>, Layer> layer) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "convolution",
          new Kind(
              Set.of("filters", "kernel"),
              v -> new Layer.Convolution(whole("filters", v), whole("kernel", v))),
          "max-pool",
          new Kind(Set.of("size"), v -> new Layer.MaxPool(whole("size", v))),
          "dense",
          new Kind(Set.of("units"), v -> new Layer.Dense(whole("units", v))),
          "dropout",
          new Kind(Set.of("rate"), v -> new Layer.Dropout(number("rate", v))));

  private final JsonParser parser;

  private ArchitectureNotation(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads an architecture written in YAML.
   *
   * @throws IllegalArgumentException naming the line and the key at fault
   */
  public static Architecture parseYaml(String text) {
    return parse(new YAMLFactory(), text);
  }

  /**
   * Reads an architecture written in JSON, as {@link Architecture#canonicalJson()} writes it.
   *
   * @throws IllegalArgumentException naming the line and the key at fault
   */
  public static Architecture parseJson(String text) {
    return parse(new JsonFactory(), text);
  }

  private static Architecture parse(JsonFactory factory, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "architecture text must be at most %d characters, was %d"
              .formatted(LONGEST_TEXT, text.length()));
    }
    try (JsonParser parser = factory.createParser(text)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      return new ArchitectureNotation(parser).architecture();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "architecture, line " + line + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Architecture architecture() throws IOException {
    String name = null;
    List<Layer> layers = null;
    advance(JsonToken.START_OBJECT, "an object with the keys name and layers");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      switch (key) {
        case "name" -> {
          advance(JsonToken.VALUE_STRING, "text for the key \"name\"");
          name = parser.getText();
        }
        case "layers" -> layers = layers();
        default -> throw fault("unknown key \"" + key + "\"; known are name and layers");
      }
    }
    if (parser.nextToken() != null) {
      throw fault("nothing may follow the architecture");
    }
    return new Architecture(require("name", name), require("layers", layers));
  }

  private List<Layer> layers() throws IOException {
    List<Layer> layers = new ArrayList<>();
    advance(JsonToken.START_ARRAY, "a list for the key \"layers\"");
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      advance(JsonToken.FIELD_NAME, "a layer, such as \"dense: {units: 200}\"");
      layers.add(layer(parser.currentName()));
      advance(JsonToken.END_OBJECT, "one layer per list entry");
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw fault("expected a layer, such as \"dense: {units: 200}\"");
    }
    return layers;
  }

  private Layer layer(String name) throws IOException {
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw fault("unknown layer \"" + name + "\"; known are " + new TreeSet<>(KINDS.keySet()));
    }
    Map<String, Double> values = new LinkedHashMap<>();
    advance(JsonToken.START_OBJECT, "{" + keys(kind) + "} for the layer \"" + name + "\"");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (!kind.keys().contains(key)) {
        throw fault("unknown key \"" + key + "\" of " + name + "; known: " + keys(kind));
      }
      if (!parser.nextToken().isNumeric()) {
        throw fault("the key \"" + key + "\" of " + name + " needs a number");
      }
      values.put(key, parser.getDoubleValue());
    }
    try {
      return kind.layer().apply(values);
    } catch (IllegalArgumentException e) {
      throw fault("the layer " + name + ": " + e.getMessage());
    }
  }

  private void advance(JsonToken expected, String what) throws IOException {
    if (parser.nextToken() != expected) {
      throw fault("expected " + what);
    }
  }

  private <T> T require(String key, @Nullable T value) {
    if (value == null) {
      throw fault("the key \"" + key + "\" is missing");
    }
    return value;
  }

  private IllegalArgumentException fault(String message) {
    return new IllegalArgumentException(
        "architecture, line %d: %s".formatted(parser.currentLocation().getLineNr(), message));
  }

  private static String keys(Kind kind) {
    return String.join(", ", new TreeSet<>(kind.keys()));
  }

  private static int whole(String key, Map<String, Double> values) {
    double value = number(key, values);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the key \"" + key + "\" must be a whole number");
    }
    return (int) value;
  }

  private static double number(String key, Map<String, Double> values) {
    if (!values.containsKey(key)) {
      throw new IllegalArgumentException("the key \"" + key + "\" is missing");
    }
    return Objects.requireNonNull(values.get(key));
  }
}
