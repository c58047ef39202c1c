package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.network.ImageShape;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.CodedInputStream;

/**
 * An ONNX model whose graph is one chain from an image {@code [N, channels, height, width]} to
 * logits, of the operators that {@link Operators} lists.
 */
public final class OnnxModel {

  private static final int DEEPEST = 16;
  private static final int OLDEST_OPERATORS = 7;
  private static final int MOST_NODES = 1024;
  private static final int IMAGE_EXTENTS = 4;

  private OnnxModel() {}

  /**
   * Reads a model.
   *
   * @throws ModelImportException naming the node or the tensor, what was expected and what was
   *     found
   */
  public static ForeignNetwork read(byte[] content) {
    ModelProto model = parse(content);
    requireOperators(model);
    GraphProto graph = model.getGraph();
    if (graph.getNodeCount() > MOST_NODES || graph.getSparseInitializerCount() > 0) {
      throw new ModelImportException(
          "a graph may have %d nodes and no sparse tensors, has %d and %d"
              .formatted(MOST_NODES, graph.getNodeCount(), graph.getSparseInitializerCount()));
    }
    ValueInfoProto input = input(graph);
    ImageShape shape = shape(input);
    Constants constants = Constants.of(graph);
    LayerSequence sequence = new LayerSequence();
    Operators operators = new Operators(constants, sequence);
    Chain.of(graph, constants, input.getName()).forEach(operators::apply);
    return sequence.network(shape);
  }

  private static ModelProto parse(byte[] content) {
    try {
      StructureLimit.check(content);
      CodedInputStream bytes = CodedInputStream.newInstance(content);
      bytes.setRecursionLimit(DEEPEST);
      return ModelProto.parseFrom(bytes);
    } catch (IOException e) {
      throw new ModelImportException("not a whole ONNX model: " + e.getMessage(), e);
    }
  }

  private static void requireOperators(ModelProto model) {
    for (FunctionProto function : model.getFunctionsList()) {
      if (Node.standard(function.getDomain())) {
        throw new ModelImportException(
            "the model defines the operator \"%s\" anew, which is not supported"
                .formatted(function.getName()));
      }
    }
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (Node.standard(set.getDomain()) && set.getVersion() >= OLDEST_OPERATORS) {
        return;
      }
    }
    throw new ModelImportException(
        "expected an ONNX model with the standard operators of version %d or later, found %s"
            .formatted(
                OLDEST_OPERATORS,
                model.getOpsetImportList().stream().map(OperatorSetIdProto::getVersion).toList()));
  }

  private static ValueInfoProto input(GraphProto graph) {
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(each -> constants.add(each.getName()));
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(each -> !constants.contains(each.getName())).toList();
    if (inputs.size() != 1) {
      throw new ModelImportException(
          "expected a graph with one input, the image, found "
              + inputs.stream().map(ValueInfoProto::getName).toList());
    }
    return inputs.get(0);
  }

  private static ImageShape shape(ValueInfoProto input) {
    TensorShapeProto shape = input.getType().getTensorType().getShape();
    boolean image =
        shape.getDimCount() == IMAGE_EXTENTS
            && input.getType().getTensorType().getElemType() == TensorProto.DataType.FLOAT_VALUE;
    for (int i = 1; i < shape.getDimCount(); i++) {
      long extent = shape.getDim(i).getDimValue();
      image &= extent >= 1 && extent <= Integer.MAX_VALUE;
    }
    if (!image) {
      throw new ModelImportException(
          ("input \"%s\": expected float32 [N, channels, height, width] with numbers"
                  + " for the last three, found %s")
              .formatted(input.getName(), text(shape)));
    }
    return new ImageShape(extent(shape, 2), extent(shape, 3), extent(shape, 1));
  }

  private static int extent(TensorShapeProto shape, int index) {
    return (int) shape.getDim(index).getDimValue();
  }

  private static List<String> text(TensorShapeProto shape) {
    return shape.getDimList().stream()
        .map(each -> each.hasDimValue() ? "" + each.getDimValue() : each.getDimParam())
        .toList();
  }
}
