package io.reflux.robustness.interchange.tensors;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.ParameterLayout;
import io.reflux.robustness.network.ParameterLayout.Block;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.NetworkStructure;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as a file describes it, with the tensors of its layers as PyTorch lays them out.
 *
 * <p>Our weights have the output last and ask for row, column, channel; PyTorch's have the output
 * first and ask for channel, row, column. That holds for the window under a convolution's kernel
 * and for the map that a dense layer reads, so one rule brings both into our order.
 *
 * @param structure layers, image shape and classes
 * @param layers the tensors of the layers that have any, in order, the logits layer last
 * @param notes what a person should know about the import
 */
public record ForeignNetwork(
    NetworkStructure structure, List<LayerTensors> layers, List<String> notes) {

  private static final int LONGEST_SIDE = 4096;
  private static final int MOST_FEATURES = 1 << 22;

  /** What one output of a layer sums over, and where its parameters go. */
  private record Slot(Block block, ImageShape window, boolean convolution) {

    void requireShapes(LayerTensors tensors) {
      int outputs = block.outputs();
      tensors
          .weight()
          .requireShape(
              convolution
                  ? List.of(outputs, window.channels(), window.height(), window.width())
                  : List.of(outputs, window.features()));
      tensors.bias().requireShape(List.of(outputs));
    }

    void copy(LayerTensors tensors, float[] target) {
      for (int output = 0; output < block.outputs(); output++) {
        int from = output * window.features();
        for (int channel = 0; channel < window.channels(); channel++) {
          for (int pixel = 0; pixel < window.height() * window.width(); pixel++) {
            int input = pixel * window.channels() + channel;
            target[block.offset() + input * block.outputs() + output] = tensors.weight().at(from++);
          }
        }
        target[block.biasOffset() + output] = tensors.bias().at(output);
      }
    }
  }

  /**
   * Checks that every layer has tensors of the shapes that the structure asks for.
   *
   * @throws ModelImportException naming the tensor, the expected and the found shape
   */
  public ForeignNetwork {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
    List<Slot> slots = slots(structure);
    if (slots.size() != layers.size()) {
      throw new ModelImportException(
          "expected tensors for %d layers, with the logits layer, found them for %d"
              .formatted(slots.size(), layers.size()));
    }
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).requireShapes(layers.get(i));
    }
  }

  /**
   * Joins layers, image shape and classes.
   *
   * @throws ModelImportException if they do not fit together or are too large
   */
  public static NetworkStructure structure(
      Architecture architecture, ImageShape shape, int classes) {
    long features = (long) shape.height() * shape.width() * shape.channels();
    int longest = Math.max(shape.height(), Math.max(shape.width(), shape.channels()));
    if (longest > LONGEST_SIDE || features > MOST_FEATURES) {
      throw new ModelImportException(
          "an image may have %d rows, columns or channels and %d values in all, found %d x %d x %d"
              .formatted(
                  LONGEST_SIDE, MOST_FEATURES, shape.height(), shape.width(), shape.channels()));
    }
    try {
      return new NetworkStructure(architecture, shape, classes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelImportException("the layers do not fit the image: " + e.getMessage(), e);
    }
  }

  /**
   * The tensors in the order of our layout.
   *
   * @throws ModelImportException if a value is not finite
   */
  public Parameters parameters() {
    ParameterLayout layout = structure.layout();
    float[] values = new float[layout.size()];
    List<Slot> slots = slots(structure);
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).copy(layers.get(i), values);
    }
    return new Parameters(layout, values);
  }

  private static List<Slot> slots(NetworkStructure structure) {
    List<Layer> layers = structure.architecture().layers();
    List<ImageShape> shapes = structure.architecture().shapes(structure.shape());
    List<Block> blocks = structure.layout().blocks();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      ImageShape input = shapes.get(i);
      if (layers.get(i) instanceof Layer.Convolution each) {
        ImageShape window = new ImageShape(each.kernel(), each.kernel(), input.channels());
        slots.add(new Slot(blocks.get(slots.size()), window, true));
      } else if (layers.get(i) instanceof Layer.Dense) {
        slots.add(new Slot(blocks.get(slots.size()), input, false));
      }
    }
    slots.add(new Slot(blocks.get(slots.size()), shapes.get(layers.size()), false));
    return slots;
  }
}
