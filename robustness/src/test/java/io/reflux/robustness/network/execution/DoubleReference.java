package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.Iterator;

/** The forward pass in float64, written as the definition reads: loops over maps, no library. */
final class DoubleReference {

  private final NetworkStructure structure;

  DoubleReference(NetworkStructure structure) {
    this.structure = structure;
  }

  /** The logits of one image. Dropout takes no part. */
  double[] logits(double[] parameters, double[] image) {
    Iterator<Block> blocks = structure.layout().blocks().iterator();
    ImageShape shape = structure.shape();
    double[] map = image;
    for (Layer layer : structure.architecture().layers()) {
      if (layer instanceof Layer.Convolution) {
        map = rectified(convolution(parameters, blocks.next(), map, shape));
      } else if (layer instanceof Layer.MaxPool each) {
        map = maxPool(each.size(), map, shape);
      } else if (layer instanceof Layer.Dense) {
        map = rectified(dense(parameters, blocks.next(), map));
      }
      shape = layer.output(shape);
    }
    return dense(parameters, blocks.next(), map);
  }

  private static double[] convolution(double[] p, Block block, double[] map, ImageShape shape) {
    int kernel = block.kernel();
    int height = shape.height() - kernel + 1;
    int width = shape.width() - kernel + 1;
    double[] out = new double[height * width * block.outputs()];
    for (int i = 0; i < out.length; i++) {
      int filter = i % block.outputs();
      int x = i / block.outputs() % width;
      int y = i / block.outputs() / width;
      double sum = p[block.biasOffset() + filter];
      for (int k = 0; k < block.inputs(); k++) {
        int channel = k % shape.channels();
        int kx = k / shape.channels() % kernel;
        int ky = k / shape.channels() / kernel;
        sum +=
            p[block.offset() + k * block.outputs() + filter]
                * map[((y + ky) * shape.width() + x + kx) * shape.channels() + channel];
      }
      out[i] = sum;
    }
    return out;
  }

  private static double[] maxPool(int size, double[] map, ImageShape shape) {
    int channels = shape.channels();
    int height = shape.height() / size;
    int width = shape.width() / size;
    double[] out = new double[height * width * channels];
    for (int i = 0; i < out.length; i++) {
      int channel = i % channels;
      int x = i / channels % width;
      int y = i / channels / width;
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < size * size; k++) {
        int from = ((y * size + k / size) * shape.width() + x * size + k % size) * channels;
        largest = Math.max(largest, map[from + channel]);
      }
      out[i] = largest;
    }
    return out;
  }

  private static double[] dense(double[] p, Block block, double[] map) {
    double[] out = new double[block.outputs()];
    for (int unit = 0; unit < out.length; unit++) {
      double sum = p[block.biasOffset() + unit];
      for (int k = 0; k < block.inputs(); k++) {
        sum += p[block.offset() + k * block.outputs() + unit] * map[k];
      }
      out[unit] = sum;
    }
    return out;
  }

  private static double[] rectified(double[] map) {
    for (int i = 0; i < map.length; i++) {
      map[i] = Math.max(map[i], 0);
    }
    return map;
  }
}
