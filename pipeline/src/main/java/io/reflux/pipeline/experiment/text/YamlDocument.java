package io.reflux.pipeline.experiment.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document into a tree of located nodes. Anchors, aliases and tags are refused: an
 * experiment needs none of them, and they are how a small text becomes a huge tree. A key that
 * stands twice is refused, since one of the two would silently be lost.
 */
public final class YamlDocument {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final String source;
  private final YAMLParser parser;

  private YamlDocument(String source, YAMLParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * Parses a text.
   *
   * @throws InvalidExperimentException if it is not one well-formed YAML document
   */
  public static YamlNode parse(String source, String text) {
    try (YAMLParser parser = YAML.createParser(text)) {
      return new YamlDocument(source, parser).document();
    } catch (JsonProcessingException e) {
      throw invalid(source, locationOf(e), fault(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
  }

  private YamlNode document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw invalid(source, Location.START, "the document is empty");
    }
    YamlNode root = node(first);
    if (parser.nextToken() != null) {
      throw invalid(source, location(), "a second document begins here; give one per file");
    }
    return root;
  }

  private YamlNode node(JsonToken token) throws IOException {
    refuseReferences();
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      default -> new YamlNode.Scalar(parser.getText(), type(token), location());
    };
  }

  private YamlNode mapping() throws IOException {
    Location start = location();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Location keyLocation = location();
      String key = parser.currentName();
      YamlNode value = node(parser.nextToken());
      if (entries.put(key, new YamlNode.Entry(keyLocation, value)) != null) {
        throw invalid(source, keyLocation, "the key '" + key + "' stands twice");
      }
    }
    return new YamlNode.Mapping(entries, start);
  }

  private YamlNode sequence() throws IOException {
    Location start = location();
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token));
    }
    return new YamlNode.Sequence(items, start);
  }

  private void refuseReferences() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      throw invalid(
          source, location(), "anchors (&), aliases (*) and tags (!) are not used in experiments");
    }
  }

  private static YamlNode.Type type(JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT -> YamlNode.Type.INTEGER;
      case VALUE_NUMBER_FLOAT -> YamlNode.Type.DECIMAL;
      case VALUE_TRUE, VALUE_FALSE -> YamlNode.Type.BOOLEAN;
      case VALUE_NULL -> YamlNode.Type.NULL;
      default -> YamlNode.Type.TEXT;
    };
  }

  private Location location() {
    return location(parser.currentTokenLocation());
  }

  private static Location locationOf(JsonProcessingException e) {
    return location(e.getLocation());
  }

  private static Location location(@Nullable JsonLocation location) {
    return location == null
        ? Location.START
        : new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static InvalidExperimentException invalid(
      String source, Location location, String message) {
    return new InvalidExperimentException(List.of(new Problem(source, location, "", message)));
  }

  /**
   * What is wrong, then what was being read. The parser says the second first, and quotes the text
   * in between, in lines that begin with a space.
   */
  private static String fault(String message) {
    List<String> sentences =
        message.lines().filter(line -> !line.isBlank() && line.charAt(0) != ' ').toList();
    return switch (sentences.size()) {
      case 0 -> "not YAML";
      case 1 -> sentences.get(0);
      default -> sentences.get(1) + ", " + sentences.get(0);
    };
  }
}
