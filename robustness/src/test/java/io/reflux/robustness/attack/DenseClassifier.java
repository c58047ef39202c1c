package io.reflux.robustness.attack;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Dense layers with ReLU between them, in plain float32, one row at a time. */
public final class DenseClassifier implements Classifier {

  /** {@code weights [outputs][inputs]} and {@code bias [outputs]}. */
  private static final class Layer {
    private final float[][] weights;
    private final float[] bias;

    Layer(float[][] weights, float[] bias) {
      this.weights = weights;
      this.bias = bias;
    }
  }

  private final ImageShape shape;
  private final List<Layer> layers;

  private DenseClassifier(List<Layer> layers) {
    this.shape = new ImageShape(1, layers.get(0).weights[0].length, 1);
    this.layers = layers;
  }

  /** {@code Z = W x + b}. */
  public static DenseClassifier linear(float[][] weights, float... bias) {
    return new DenseClassifier(List.of(new Layer(weights, bias)));
  }

  /** {@code Z = scale * (W2 relu(W1 x + b1) + b2)} with Gaussian entries. */
  public static DenseClassifier twoLayers(
      long seed, int features, int hidden, int classes, double scale) {
    Random random = new Random(seed);
    return new DenseClassifier(
        List.of(
            layer(random, hidden, features, 1 / Math.sqrt(features)),
            layer(random, classes, hidden, scale / Math.sqrt(hidden))));
  }

  /** The same behind {@code relu(W x + b)}. */
  public DenseClassifier behind(float[][] weights, float... bias) {
    List<Layer> deeper = new ArrayList<>(List.of(new Layer(weights, bias)));
    deeper.addAll(layers);
    return new DenseClassifier(deeper);
  }

  /** The same weights with another bias in the last layer. */
  public DenseClassifier withBias(float... bias) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(layers.size() - 1, new Layer(layers.get(layers.size() - 1).weights, bias));
    return new DenseClassifier(changed);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int classes() {
    return layers.get(layers.size() - 1).bias.length;
  }

  @Override
  public FloatMatrix logits(FloatMatrix x) {
    FloatMatrix logits = FloatMatrix.zeros(x.rows(), classes());
    for (int row = 0; row < x.rows(); row++) {
      List<float[]> outputs = forward(x.row(row));
      System.arraycopy(last(outputs), 0, logits.values(), row * classes(), classes());
    }
    return logits;
  }

  @Override
  public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
    FloatMatrix logits = FloatMatrix.zeros(x.rows(), classes());
    List<FloatMatrix> gradients = new ArrayList<>();
    for (int s = 0; s < seeds.count(); s++) {
      gradients.add(FloatMatrix.zeros(x.rows(), x.columns()));
    }
    for (int row = 0; row < x.rows(); row++) {
      List<float[]> outputs = forward(x.row(row));
      System.arraycopy(last(outputs), 0, logits.values(), row * classes(), classes());
      float[][] rowSeeds = new float[seeds.count()][classes()];
      seeds.fill(row, last(outputs), rowSeeds);
      for (int s = 0; s < rowSeeds.length; s++) {
        float[] gradient = backward(outputs, rowSeeds[s]);
        System.arraycopy(gradient, 0, gradients.get(s).values(), row * x.columns(), x.columns());
      }
    }
    return new InputGradients(logits, gradients);
  }

  private List<float[]> forward(float[] x) {
    List<float[]> outputs = new ArrayList<>();
    float[] input = x;
    for (int i = 0; i < layers.size(); i++) {
      float[] output = times(layers.get(i), input);
      for (int k = 0; k < output.length && i < layers.size() - 1; k++) {
        output[k] = Math.max(0, output[k]);
      }
      outputs.add(output);
      input = output;
    }
    return outputs;
  }

  private float[] backward(List<float[]> outputs, float[] seed) {
    float[] gradient = seed;
    for (int i = layers.size() - 1; i >= 0; i--) {
      gradient = transposeTimes(layers.get(i), gradient);
      for (int k = 0; k < gradient.length && i > 0; k++) {
        gradient[k] = outputs.get(i - 1)[k] > 0 ? gradient[k] : 0;
      }
    }
    return gradient;
  }

  private static float[] times(Layer layer, float[] x) {
    float[] output = layer.bias.clone();
    for (int k = 0; k < output.length; k++) {
      for (int i = 0; i < x.length; i++) {
        output[k] += layer.weights[k][i] * x[i];
      }
    }
    return output;
  }

  private static float[] transposeTimes(Layer layer, float[] seed) {
    float[] gradient = new float[layer.weights[0].length];
    for (int k = 0; k < seed.length; k++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += layer.weights[k][i] * seed[k];
      }
    }
    return gradient;
  }

  private static Layer layer(Random random, int outputs, int inputs, double scale) {
    float[][] weights = new float[outputs][inputs];
    float[] bias = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < inputs; i++) {
        weights[k][i] = (float) (scale * random.nextGaussian());
      }
      bias[k] = (float) (scale * random.nextGaussian());
    }
    return new Layer(weights, bias);
  }

  private static float[] last(List<float[]> outputs) {
    return outputs.get(outputs.size() - 1);
  }
}
