package io.reflux.pipeline.experiment.text;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML document that remembers where it stands. */
public sealed interface YamlNode {

  /** Where it stands. */
  Location location();

  /** What to call this kind of node in a message to people. */
  String kind();

  /** What YAML itself takes a scalar for. */
  enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }

  /** A single value. */
  record Scalar(String text, Type type, Location location) implements YamlNode {

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_QUOTE = 60;

    /** The value as a number, or empty if it is none or absurdly long. */
    Optional<BigDecimal> number() {
      try {
        return text.length() > LONGEST_NUMBER
            ? Optional.empty()
            : Optional.of(new BigDecimal(text.replace("_", "")));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "the text '" + quote() + "'";
        case INTEGER, DECIMAL -> "the number " + quote();
        case BOOLEAN -> text;
        case NULL -> "nothing";
      };
    }

    private String quote() {
      return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Location location) implements YamlNode {
    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the text. */
  record Mapping(Map<String, Entry> entries, Location location) implements YamlNode {

    /** Copies the map. */
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }

    /** No keys at all. */
    public static Mapping empty(Location location) {
      return new Mapping(Map.of(), location);
    }

    @Override
    public String kind() {
      return "a block of keys";
    }
  }

  /** The value of a key, and where the key stands. */
  record Entry(Location keyLocation, YamlNode value) {}
}
