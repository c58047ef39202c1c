package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.LayerTensors;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Operators in their order, gathered into our layers. Ours have ReLU in them, and the last dense
 * one, which gives the logits, has none. So a convolution or dense layer waits for its ReLU, which
 * may come after a max-pool: the two give the same in either order.
 */
final class LayerSequence {

  private static final String NAME = "imported";

  /** What the last operators were. */
  private enum Stand {
    COMPLETE,
    CONVOLVED,
    POOLED,
    DENSE,
    PRODUCT,
    CLOSED
  }

  private final List<Layer> layers = new ArrayList<>();
  private final List<LayerTensors> tensors = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private Stand stand = Stand.COMPLETE;
  private String waiting = "";
  private boolean flat;

  void convolution(String label, LayerTensors each, int kernel) {
    requireMap(label);
    begin(label, each, Stand.CONVOLVED);
    layer(label, () -> new Layer.Convolution(outputs(each), kernel));
  }

  void maxPool(String label, long size) {
    requireMap(label);
    layer(label, () -> new Layer.MaxPool(Math.toIntExact(size)));
    if (stand == Stand.CONVOLVED) {
      stand = Stand.POOLED;
    }
  }

  void flatten(String label) {
    requireOpen(label);
    flat = true;
  }

  /** A dense layer with its bias. */
  void dense(String label, LayerTensors each) {
    if (!flat) {
      throw new ModelImportException(label + " reads a map; put a Flatten before it");
    }
    begin(label, each, Stand.DENSE);
  }

  /** A dense layer whose bias may follow. */
  void product(String label, LayerTensors each) {
    dense(label, each);
    stand = Stand.PRODUCT;
  }

  void add(String label, NamedTensor bias) {
    if (stand != Stand.PRODUCT) {
      throw new ModelImportException(
          label + " adds to something else than a MatMul, which is not supported");
    }
    LayerTensors before = tensors.remove(tensors.size() - 1);
    tensors.add(new LayerTensors(before.weight(), bias));
    stand = Stand.DENSE;
  }

  void relu(String label) {
    switch (stand) {
      case CONVOLVED -> {}
      case POOLED -> notes.add(label + " now comes before MaxPool: both orders give the same");
      case DENSE, PRODUCT -> {
        LayerTensors each = tensors.get(tensors.size() - 1);
        layer(label, () -> new Layer.Dense(outputs(each)));
      }
      case COMPLETE, CLOSED ->
          throw new ModelImportException(
              label + " does not follow a convolution or dense layer, which is not supported");
    }
    stand = Stand.COMPLETE;
  }

  void dropout(String label) {
    notes.add(label + " was left out: dropout takes no part outside training");
  }

  void softmax(String label) {
    if (stand != Stand.DENSE && stand != Stand.PRODUCT) {
      throw new ModelImportException(
          label + " does not follow the last dense layer, which is not supported");
    }
    notes.add(label + " at the end was left out: attacks need logits");
    stand = Stand.CLOSED;
  }

  /** The network that reads images of this shape. */
  ForeignNetwork network(ImageShape shape) {
    if (stand == Stand.COMPLETE || tensors.isEmpty() || !flat) {
      throw new ModelImportException(
          "expected the graph to end in a dense layer (Gemm or MatMul) without Relu, the logits");
    }
    int classes = outputs(tensors.get(tensors.size() - 1));
    Architecture architecture = architecture();
    return new ForeignNetwork(
        ForeignNetwork.structure(architecture, shape, classes), tensors, List.copyOf(notes));
  }

  private Architecture architecture() {
    try {
      return new Architecture(NAME, layers);
    } catch (IllegalArgumentException e) {
      throw new ModelImportException("the layers cannot be ours: " + e.getMessage(), e);
    }
  }

  private void begin(String label, LayerTensors each, Stand next) {
    requireOpen(label);
    if (stand != Stand.COMPLETE) {
      throw new ModelImportException(
          "expected a Relu after %s, before %s".formatted(waiting, label));
    }
    tensors.add(each);
    waiting = label;
    stand = next;
  }

  private void layer(String label, Supplier<Layer> layer) {
    try {
      layers.add(layer.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelImportException(label + ": " + e.getMessage(), e);
    }
  }

  private void requireMap(String label) {
    requireOpen(label);
    if (flat) {
      throw new ModelImportException(label + " reads a map, but comes after a Flatten");
    }
  }

  private void requireOpen(String label) {
    if (stand == Stand.CLOSED) {
      throw new ModelImportException(label + " comes after the softmax, which has to be last");
    }
  }

  private static int outputs(LayerTensors each) {
    return each.weight().shape().get(0);
  }
}
