package io.reflux.robustness.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A network's layers, as data; the logits layer (dense to the number of classes, no activation) is
 * implied at the end. An architecture is independent of image shape and classes: {@link
 * #validate(ImageShape)} says whether it fits a shape.
 *
 * <p>The architectures of the paper are Table I of Papernot et al. (arXiv 1511.04508). The paper
 * does not state padding and dropout positions: here convolutions are not padded, and dropout of
 * 0.5 follows each of the two dense layers.
 *
 * @param name lower-case letters, digits and hyphens, 1 to 64 of them
 * @param layers at most 64; a map layer (convolution, max-pool) never follows a dense one
 */
public record Architecture(String name, List<Layer> layers) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int LONGEST = 64;
  private static final int LARGEST_MAP = 1 << 22;

  private static final Map<String, Architecture> NAMED =
      List.of(papernotMnist(), papernotCifar10(), small()).stream()
          .collect(Collectors.toUnmodifiableMap(Architecture::name, each -> each));

  /** Checks the name and the order of the layers, and copies the list. */
  public Architecture {
    layers = List.copyOf(layers);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name must match " + NAME + ", was \"" + name + "\"");
    }
    Ranges.check("the number of layers", layers.size(), 0, LONGEST);
    boolean flat = false;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean map = layer instanceof Layer.Convolution || layer instanceof Layer.MaxPool;
      if (flat && map) {
        throw new IllegalArgumentException(
            label(i, layer) + " needs a map, but comes after a dense layer");
      }
      flat |= layer instanceof Layer.Dense;
    }
  }

  /** The MNIST network of the paper, 312,202 parameters for 28 x 28 x 1 and ten classes. */
  public static Architecture papernotMnist() {
    return papernot("papernot-mnist", 32, 64, 200);
  }

  /** The CIFAR10 network of the paper, 1,147,978 parameters for 32 x 32 x 3 and ten classes. */
  public static Architecture papernotCifar10() {
    return papernot("papernot-cifar10", 64, 128, 256);
  }

  /** A network for quick runs on 28 x 28 grey images, several times cheaper than the paper's. */
  public static Architecture small() {
    return new Architecture(
        "small",
        List.of(
            new Layer.Convolution(16, 3),
            new Layer.MaxPool(2),
            new Layer.Convolution(32, 3),
            new Layer.MaxPool(2),
            new Layer.Dense(128)));
  }

  private static Architecture papernot(String name, int narrow, int wide, int units) {
    return new Architecture(
        name,
        List.of(
            new Layer.Convolution(narrow, 3),
            new Layer.Convolution(narrow, 3),
            new Layer.MaxPool(2),
            new Layer.Convolution(wide, 3),
            new Layer.Convolution(wide, 3),
            new Layer.MaxPool(2),
            new Layer.Dense(units),
            new Layer.Dropout(0.5),
            new Layer.Dense(units),
            new Layer.Dropout(0.5)));
  }

  /** The architecture of that name, if there is one. */
  public static Optional<Architecture> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  /** The names that {@link #named(String)} knows, sorted. */
  public static List<String> names() {
    return NAMED.keySet().stream().sorted().toList();
  }

  /**
   * The architecture named or written out by {@code text}: a known name, or the notation of {@link
   * ArchitectureNotation}.
   *
   * @throws IllegalArgumentException if it is neither; the message names line and key
   */
  public static Architecture resolve(String text) {
    String trimmed = text.strip();
    if (NAME.matcher(trimmed).matches()) {
      return named(trimmed)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown architecture \"" + trimmed + "\"; known are " + names()));
    }
    return ArchitectureNotation.parseYaml(text);
  }

  /**
   * The shapes along the network: the input first, then the output of each layer.
   *
   * @throws IllegalArgumentException naming the layer that does not fit
   */
  public List<ImageShape> shapes(ImageShape input) {
    List<ImageShape> shapes = new ArrayList<>(layers.size() + 1);
    shapes.add(input);
    for (int i = 0; i < layers.size(); i++) {
      ImageShape before = shapes.get(i);
      try {
        shapes.add(layers.get(i).output(before));
        Ranges.check("features of the output", shapes.get(i + 1).features(), 1, LARGEST_MAP);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException(
            "architecture " + name + ", " + label(i, layers.get(i)) + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(shapes);
  }

  /**
   * Checks that the network can read images of this shape.
   *
   * @throws IllegalArgumentException naming the layer that does not fit
   */
  public void validate(ImageShape input) {
    shapes(input);
  }

  /**
   * This architecture as JSON text with sorted keys and no white space, the same for equal
   * architectures; {@link ArchitectureNotation#parseJson(String)} reads it back.
   */
  public String canonicalJson() {
    return layers.stream()
        .map(Layer::canonicalJson)
        .collect(Collectors.joining(",", "{\"layers\":[", "],\"name\":\"" + name + "\"}"));
  }

  private static String label(int index, Layer layer) {
    return "layer " + (index + 1) + " (" + layer.kind() + ")";
  }
}
