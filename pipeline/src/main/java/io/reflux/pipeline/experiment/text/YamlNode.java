package io.reflux.pipeline.experiment.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "the text '" + text + "'";
        case INTEGER, DECIMAL -> "the number " + text;
        case BOOLEAN -> text;
        case NULL -> "nothing";
      };
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
