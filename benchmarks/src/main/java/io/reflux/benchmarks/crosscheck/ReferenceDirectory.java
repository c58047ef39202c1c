package io.reflux.benchmarks.crosscheck;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.benchmarks.sidebyside.Prepared;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What {@code benchmarks/torch_attacks.py} works on: the files of {@link Prepared}, and {@code
 * rows.i32}, little-endian, image, source and target of each row.
 *
 * @param path an existing directory
 */
public record ReferenceDirectory(Path path) {

  private static final Map<Architecture, String> NETS =
      Map.of(Architecture.papernotMnist(), "mnist", Architecture.papernotCifar10(), "cifar10");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /**
   * Writes a model's weights.
   *
   * @return the name to give to {@code --net}
   * @throws IllegalArgumentException if the other side does not know the architecture
   */
  public String writeModel(Checkpoint model) throws IOException {
    Architecture architecture = model.structure().architecture();
    String net = NETS.get(architecture);
    if (net == null) {
      throw new IllegalArgumentException(
          "architecture must be papernot-mnist or papernot-cifar10, was " + architecture.name());
    }
    new Prepared(path).writeModel(net, model);
    return net;
  }

  /**
   * Writes images and what is to be done to them.
   *
   * @param images pixels in [0, 1], {@code [images, features]}
   * @param labels the label of each image
   * @param indices where each image is in its data set
   * @param rows what to attack; their images are rows of {@code images}
   * @throws IllegalArgumentException if the numbers differ or a row does not fit the labels
   */
  public void writeSamples(FloatMatrix images, int[] labels, int[] indices, List<ReferenceRow> rows)
      throws IOException {
    if (images.rows() != labels.length || images.rows() != indices.length) {
      throw new IllegalArgumentException(
          "labels and indices must have one entry for each of the %d images, had %d and %d"
              .formatted(images.rows(), labels.length, indices.length));
    }
    for (ReferenceRow row : rows) {
      if (row.image() >= labels.length || labels[row.image()] != row.source()) {
        throw new IllegalArgumentException(
            "%s must name one of %d images and its label".formatted(row, labels.length));
      }
    }
    Prepared prepared = new Prepared(path);
    prepared.writeSamples(images, labels, indices);
    prepared.writeInts(
        "rows.i32",
        rows.stream()
            .flatMapToInt(row -> IntStream.of(row.image(), row.source(), row.target()))
            .toArray());
  }

  /**
   * Reads a result that lies in this directory.
   *
   * @param name its file's
   * @throws IOException if it cannot be read or is no result
   */
  public ReferenceResult result(String name) throws IOException {
    Path file = path.resolve(name);
    try {
      return JSON.readValue(file.toFile(), ReferenceResult.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is no result of torch_attacks.py: " + e.getOriginalMessage());
    }
  }
}
