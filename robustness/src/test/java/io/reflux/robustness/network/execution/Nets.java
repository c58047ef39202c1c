package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.Parameters;
import java.util.ArrayList;
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

  /** Networks of random shapes, with one to six layers in any order that fits. */
  static Stream<NetworkStructure> random(int count) {
    SplittableRandom random = new SplittableRandom(21);
    return Stream.generate(() -> randomNet(random)).limit(count);
  }

  private static NetworkStructure randomNet(SplittableRandom random) {
    ImageShape shape = new ImageShape(side(random), side(random), random.nextInt(1, 8));
    List<Layer> layers = new ArrayList<>();
    ImageShape at = shape;
    int maps = random.nextInt(0, 5);
    for (int i = 0; i < maps && Math.min(at.height(), at.width()) >= 5; i++) {
      layers.add(
          random.nextInt(3) == 0
              ? new Layer.MaxPool(random.nextInt(2, 4))
              : new Layer.Convolution(random.nextInt(2, 12), random.nextInt(1, 6)));
      at = layers.get(i).output(at);
    }
    int dense = random.nextInt(layers.isEmpty() ? 1 : 0, 3);
    for (int i = 0; i < dense; i++) {
      layers.add(new Layer.Dense(random.nextInt(6, 14)));
    }
    return net(shape.height(), shape.width(), shape.channels(), layers.toArray(Layer[]::new));
  }

  private static int side(SplittableRandom random) {
    return random.nextInt(8, 17);
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
