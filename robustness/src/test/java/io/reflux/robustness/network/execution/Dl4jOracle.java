package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import io.reflux.robustness.network.ParameterLayout.Block;
import io.reflux.robustness.network.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same network in plain Deeplearning4j, channels first, with the same parameters. */
final class Dl4jOracle {

  private final NetworkStructure structure;
  private final MultiLayerNetwork network;
  private final List<ImageShape> flattened = new ArrayList<>();
  private final List<Integer> withParameters = new ArrayList<>();

  Dl4jOracle(NetworkStructure structure, Parameters parameters) {
    this.structure = structure;
    var list = new NeuralNetConfiguration.Builder().list();
    List<ImageShape> shapes = structure.architecture().shapes(structure.shape());
    List<Layer> layers = structure.architecture().layers();
    for (int i = 0; i < layers.size(); i++) {
      list.layer(dl4j(layers.get(i)));
      if (!(layers.get(i) instanceof Layer.MaxPool)) {
        withParameters.add(i);
        flattened.add(shapes.get(i));
      }
    }
    withParameters.add(layers.size());
    flattened.add(shapes.get(layers.size()));
    list.layer(
        new DenseLayer.Builder().nOut(structure.classes()).activation(Activation.IDENTITY).build());
    ImageShape in = structure.shape();
    list.setInputType(InputType.convolutional(in.height(), in.width(), in.channels()));
    network = new MultiLayerNetwork(list.build());
    network.init();
    load(parameters);
  }

  private static org.deeplearning4j.nn.conf.layers.Layer dl4j(Layer layer) {
    if (layer instanceof Layer.Convolution each) {
      return new ConvolutionLayer.Builder(each.kernel(), each.kernel())
          .nOut(each.filters())
          .activation(Activation.RELU)
          .build();
    }
    if (layer instanceof Layer.MaxPool each) {
      return new SubsamplingLayer.Builder(
              new int[] {each.size(), each.size()}, new int[] {each.size(), each.size()})
          .build();
    }
    int units = ((Layer.Dense) layer).units();
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }

  private void load(Parameters parameters) {
    for (int i = 0; i < withParameters.size(); i++) {
      Block block = structure.layout().blocks().get(i);
      INDArray weights = Nd4j.create(parameters.range(block.offset(), block.biasOffset()));
      network.setParam(withParameters.get(i) + "_W", channelsFirst(i, weights));
      INDArray bias = Nd4j.create(parameters.range(block.biasOffset(), block.end()));
      network.setParam(withParameters.get(i) + "_b", bias.reshape(1, block.outputs()));
    }
  }

  private INDArray channelsFirst(int index, INDArray weights) {
    Block block = structure.layout().blocks().get(index);
    ImageShape map = flattened.get(index);
    if (block.inputs() == map.features()
        && map.height() * map.width() >= 1
        && !convolution(index)) {
      return weights
          .reshape(map.height(), map.width(), map.channels(), block.outputs())
          .permute(2, 0, 1, 3)
          .dup('c')
          .reshape(block.inputs(), block.outputs());
    }
    return weights
        .reshape(block.kernel(), block.kernel(), map.channels(), block.outputs())
        .permute(3, 2, 0, 1)
        .dup('c');
  }

  private INDArray channelsLast(int index, INDArray gradient) {
    Block block = structure.layout().blocks().get(index);
    ImageShape map = flattened.get(index);
    if (convolution(index)) {
      return gradient.permute(2, 3, 1, 0).dup('c').reshape(block.weights());
    }
    return gradient
        .dup('c')
        .reshape(map.channels(), map.height(), map.width(), block.outputs())
        .permute(1, 2, 0, 3)
        .dup('c')
        .reshape(block.weights());
  }

  private boolean convolution(int index) {
    int layer = withParameters.get(index);
    return layer < structure.architecture().layers().size()
        && structure.architecture().layers().get(layer) instanceof Layer.Convolution;
  }

  /** Logits, input gradient, and the parameter gradient summed over rows. */
  record Results(FloatMatrix logits, FloatMatrix inputGradient, FloatMatrix parameterGradient) {}

  Results run(FloatMatrix x, FloatMatrix seeds) {
    ImageShape s = structure.shape();
    INDArray input =
        Nd4j.create(x.values().clone(), new long[] {x.rows(), s.height(), s.width(), s.channels()})
            .permute(0, 3, 1, 2)
            .dup('c');
    network.setInput(input);
    List<INDArray> activations = network.feedForward(true, false);
    INDArray logits = activations.get(activations.size() - 1).dup('c');
    INDArray seed = Nd4j.create(seeds.values().clone(), new long[] {x.rows(), seeds.columns()});
    var gradients = network.backpropGradient(seed, null);
    float[] flat = new float[structure.layout().size()];
    for (int i = 0; i < withParameters.size(); i++) {
      Block block = structure.layout().blocks().get(i);
      int layer = withParameters.get(i);
      float[] weights =
          channelsLast(i, gradients.getFirst().getGradientFor(layer + "_W")).toFloatVector();
      float[] bias = gradients.getFirst().getGradientFor(layer + "_b").dup('c').data().asFloat();
      System.arraycopy(weights, 0, flat, block.offset(), weights.length);
      System.arraycopy(bias, 0, flat, block.biasOffset(), bias.length);
    }
    float[] toInput = gradients.getSecond().permute(0, 2, 3, 1).dup('c').data().asFloat();
    return new Results(
        new FloatMatrix(x.rows(), seeds.columns(), logits.data().asFloat()),
        new FloatMatrix(x.rows(), x.columns(), toInput),
        new FloatMatrix(1, flat.length, flat));
  }
}
