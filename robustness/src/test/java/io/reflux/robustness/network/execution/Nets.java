package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.Parameters;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Small networks that cover every order of layers, with random parameters and pixels. */
final class Nets {

  private Nets() {}

  static Stream<NetworkStructure> mixed() {
    Layer conv = new Layer.Convolution(5, 3);
    Layer pool = new Layer.MaxPool(2);
    Layer dense = new Layer.Dense(7);
    return Stream.of(
        net(7, 6, 2),
        net(7, 6, 2, dense, dense),
        net(8, 8, 1, conv),
        net(8, 9, 3, conv, pool, dense),
        net(11, 9, 1, conv, new Layer.Convolution(6, 2), pool, dense),
        net(9, 10, 6, conv, conv, pool),
        net(12, 13, 3, pool, conv, pool, pool, dense),
        net(13, 11, 4, new Layer.Convolution(8, 5), new Layer.MaxPool(3), dense),
        net(10, 10, 5, new Layer.Convolution(3, 1), conv, pool, dense),
        net(8, 8, 1, new Layer.Dropout(0.5), conv, new Layer.Dropout(0.5), pool, dense));
  }

  static NetworkStructure net(int height, int width, int channels, Layer... layers) {
    return new NetworkStructure(
        new Architecture("mixed", List.of(layers)), new ImageShape(height, width, channels), 4);
  }

  static NetworkStructure paper() {
    return new NetworkStructure(Architecture.papernotMnist(), new ImageShape(28, 28, 1), 10);
  }

  /** He weights, and biases that are not all zero. */
  static Parameters parameters(NetworkStructure structure) {
    float[] values = Initialization.HE.draw(structure.layout(), 11).toArray();
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? (float) random.nextDouble(-0.2, 0.2) : values[i];
    }
    return new Parameters(structure.layout(), values);
  }

  static FloatMatrix random(int rows, int columns, double lowest) {
    SplittableRandom random = new SplittableRandom(13);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(lowest, 1);
    }
    return new FloatMatrix(rows, columns, values);
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
