package io.reflux.robustness.interchange.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import io.reflux.robustness.provenance.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file of float32 tensors: eight bytes little-endian, the length of a JSON header;
 * the header, with type, shape and place of each tensor; then the values, without a gap.
 *
 * @param metadata the texts under {@code __metadata__}
 * @param tensors by name, in the order of their values
 */
record SafetensorsFile(Map<String, String> metadata, Map<String, NamedTensor> tensors) {

  private static final int LONGEST_HEADER = 1 << 20;
  private static final int MOST_TENSORS = 256;
  private static final String METADATA = "__metadata__";

  /** Where a tensor's values lie, in bytes after the header. */
  private record Place(String name, List<Integer> shape, long begin, long end) {}

  static SafetensorsFile read(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    JsonNode header = header(bytes);
    List<Place> places = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(METADATA)) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), text(e)));
      } else {
        places.add(place(field.getKey(), field.getValue()));
      }
    }
    places.sort(Comparator.comparingLong(Place::begin));
    return new SafetensorsFile(metadata, tensors(places, bytes));
  }

  private static JsonNode header(ByteBuffer bytes) {
    long length = bytes.getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.remaining())) {
      throw new ModelImportException(
          "the header may have 2 to %d bytes, and the file has %d after its length; claimed are %s"
              .formatted(LONGEST_HEADER, bytes.remaining(), Long.toUnsignedString(length)));
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    JsonNode header = json("the header", new String(text, UTF_8));
    if (!header.isObject() || header.size() > MOST_TENSORS + 1) {
      throw new ModelImportException(
          "the header must be a JSON object of at most %d tensors, found %d entries"
              .formatted(MOST_TENSORS, header.size()));
    }
    return header;
  }

  static JsonNode json(String what, String text) {
    try {
      return CanonicalJson.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ModelImportException(what + " is malformed: " + e.getMessage(), e);
    }
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    if (!field.getValue().isTextual()) {
      throw new ModelImportException(
          "key \"%s\" of the metadata: expected a text, found a %s"
              .formatted(field.getKey(), field.getValue().getNodeType()));
    }
    return field.getValue().textValue();
  }

  private static Place place(String name, JsonNode entry) {
    String type = entry.path("dtype").asText();
    if (!type.equals("F32")) {
      throw new ModelImportException(
          "tensor \"%s\": expected dtype F32, found \"%s\"".formatted(name, type));
    }
    List<Long> shape = numbers(name, "shape", entry);
    List<Long> offsets = numbers(name, "data_offsets", entry);
    long length = (long) NamedTensor.count(name, shape) * Float.BYTES;
    if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) - offsets.get(0) != length) {
      throw new ModelImportException(
          "tensor \"%s\": shape %s asks for %d bytes, its data_offsets are %s"
              .formatted(name, shape, length, offsets));
    }
    List<Integer> extents = shape.stream().map(Math::toIntExact).toList();
    return new Place(name, extents, offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(String name, String key, JsonNode entry) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode each : entry.path(key)) {
      if (!each.isIntegralNumber() || !each.canConvertToLong()) {
        throw new ModelImportException(
            "tensor \"%s\": %s must be whole numbers, found %s".formatted(name, key, each));
      }
      numbers.add(each.longValue());
    }
    return numbers;
  }

  private static Map<String, NamedTensor> tensors(List<Place> places, ByteBuffer bytes) {
    int start = bytes.position();
    long end = 0;
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    for (Place place : places) {
      if (place.begin() != end || place.end() > bytes.limit() - start) {
        throw new ModelImportException(
            "tensor \"%s\": expected its bytes to start at %d and end by %d, found %d to %d"
                .formatted(place.name(), end, bytes.limit() - start, place.begin(), place.end()));
      }
      end = place.end();
      ByteBuffer values = bytes.slice(start + (int) place.begin(), (int) (end - place.begin()));
      values.order(ByteOrder.LITTLE_ENDIAN);
      tensors.put(
          place.name(), new NamedTensor(place.name(), place.shape(), values.asFloatBuffer()));
    }
    if (end != bytes.remaining()) {
      throw new ModelImportException(
          "expected %d bytes of tensors after the header, found %d"
              .formatted(end, bytes.remaining()));
    }
    return tensors;
  }
}
