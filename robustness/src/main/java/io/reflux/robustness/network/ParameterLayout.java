package io.reflux.robustness.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each layer's parameters lie in the one flat vector of a network: layer by layer in order,
 * weights before bias. Convolution weights are {@code [kernel, kernel, input channels, filters]},
 * dense weights {@code [inputs, units]}, both row-major; the inputs of a dense layer that reads a
 * map are in NHWC order.
 *
 * @param blocks one per layer with parameters, the logits layer last
 */
public record ParameterLayout(List<Block> blocks) {

  private static final int MOST_PARAMETERS = 1 << 26;

  /**
   * The parameters of one layer.
   *
   * @param inputs values that one output sums over (fan-in): {@code kernel^2 x channels} or inputs
   * @param outputs filters or units, also the length of the bias
   * @param kernel of a convolution; 1 for a dense layer
   * @param offset the index of the first weight; the bias follows the weights
   */
  public record Block(int inputs, int outputs, int kernel, int offset) {

    /** The number of weights. */
    public int weights() {
      return inputs * outputs;
    }

    /** The index of the first bias. */
    public int biasOffset() {
      return offset + weights();
    }

    /** The index after the last bias. */
    public int end() {
      return biasOffset() + outputs;
    }

    /** Outputs that one input takes part in (fan-out), as Glorot's rule counts them. */
    public int fanOut() {
      return kernel * kernel * outputs;
    }
  }

  /** Copies the list. */
  public ParameterLayout {
    blocks = List.copyOf(blocks);
  }

  /**
   * The layout of an architecture that reads images of {@code shape}.
   *
   * @throws IllegalArgumentException if the architecture does not fit, there are fewer than 2 or
   *     more than 65,536 classes, or more than 2^26 parameters
   */
  public static ParameterLayout of(Architecture architecture, ImageShape shape, int classes) {
    Ranges.check("classes", classes, 2, 1 << 16);
    List<ImageShape> shapes = architecture.shapes(shape);
    List<Block> blocks = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < architecture.layers().size(); i++) {
      ImageShape input = shapes.get(i);
      if (architecture.layers().get(i) instanceof Layer.Convolution each) {
        int inputs = each.kernel() * each.kernel() * input.channels();
        offset = append(blocks, offset, new Block(inputs, each.filters(), each.kernel(), offset));
      } else if (architecture.layers().get(i) instanceof Layer.Dense each) {
        offset = append(blocks, offset, new Block(input.features(), each.units(), 1, offset));
      }
    }
    int features = shapes.get(shapes.size() - 1).features();
    append(blocks, offset, new Block(features, classes, 1, offset));
    return new ParameterLayout(blocks);
  }

  private static int append(List<Block> blocks, int offset, Block block) {
    long end = offset + ((long) block.inputs() + 1) * block.outputs();
    Ranges.check("the number of parameters", end, 1, MOST_PARAMETERS);
    blocks.add(block);
    return (int) end;
  }

  /** The number of parameters. */
  public int size() {
    return blocks.get(blocks.size() - 1).end();
  }
}
