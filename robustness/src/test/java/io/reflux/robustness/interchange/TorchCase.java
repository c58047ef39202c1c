package io.reflux.robustness.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A model that PyTorch made, images, and the logits that PyTorch gives for them. The script
 * make_models.py beside the files makes them all.
 *
 * @param name of the model's file
 * @param images each in channel, row, column order
 * @param logits row by row
 */
record TorchCase(String name, List<float[]> images, List<float[]> logits) {

  static List<TorchCase> all() throws IOException {
    List<TorchCase> cases = new ArrayList<>();
    for (JsonNode each : JsonMapper.builder().build().readTree(content("expected.json"))) {
      cases.add(
          new TorchCase(
              each.path("file").textValue(), rows(each.path("images")), rows(each.path("logits"))));
    }
    return cases;
  }

  static byte[] content(String name) {
    try (InputStream stream = TorchCase.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] content() {
    return content(name);
  }

  /** The images in our order: row, column, channel. */
  FloatMatrix pixels(ImageShape shape) {
    FloatMatrix pixels = FloatMatrix.zeros(images.size(), shape.features());
    int plane = shape.height() * shape.width();
    for (int i = 0; i < pixels.values().length; i++) {
      int feature = i % shape.features();
      int from = feature % shape.channels() * plane + feature / shape.channels();
      pixels.values()[i] = images.get(i / shape.features())[from];
    }
    return pixels;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<float[]> rows(JsonNode matrix) {
    List<float[]> rows = new ArrayList<>();
    for (JsonNode row : matrix) {
      float[] values = new float[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.path(i).floatValue();
      }
      rows.add(values);
    }
    return rows;
  }
}
