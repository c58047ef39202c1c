package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/** What does not depend on the input: initializers, Constant nodes, and Identity nodes on these. */
final class Constants {

  private static final int MOST_INTEGERS = 16;

  private final Map<String, TensorProto> tensors = new HashMap<>();
  private long read;

  private Constants() {}

  static Constants of(GraphProto graph) {
    Constants constants = new Constants();
    graph.getInitializerList().forEach(each -> constants.put(each.getName(), each));
    for (NodeProto proto : graph.getNodeList()) {
      Node node = new Node(proto);
      if (node.operator().equals("Constant")) {
        constants.put(node.output(), value(node));
      } else if (node.operator().equals("Identity") && constants.has(node.input(0))) {
        constants.put(node.output(), constants.tensor(node.input(0)));
      }
    }
    return constants;
  }

  private static TensorProto value(Node node) {
    AttributeProto attribute = node.attribute("value");
    if (attribute == null || !attribute.hasT()) {
      throw node.fault("its attribute \"value\" to be a tensor");
    }
    return attribute.getT();
  }

  private void put(String name, TensorProto tensor) {
    if (tensors.put(name, tensor) != null) {
      throw new ModelImportException("value \"" + name + "\" is defined twice");
    }
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  private TensorProto tensor(String name) {
    TensorProto tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelImportException(
          "value \"" + name + "\": expected a constant of the graph, found none");
    }
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0
        || tensor.hasSegment()) {
      throw new ModelImportException(
          "tensor \"%s\" has its values in another file; save the model as one file"
              .formatted(name));
    }
    return tensor;
  }

  /** A float32 tensor. One that many nodes read counts for each of them. */
  NamedTensor floats(String name) {
    TensorProto tensor = tensor(name);
    requireType(name, tensor, TensorProto.DataType.FLOAT);
    int count = NamedTensor.count(name, tensor.getDimsList());
    requireBytes(name, tensor, count);
    read += count;
    if (read > NamedTensor.MOST_VALUES) {
      throw new ModelImportException(
          "the layers up to tensor \"%s\" have more than %d parameters"
              .formatted(name, NamedTensor.MOST_VALUES));
    }
    List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
    FloatBuffer values =
        tensor.getRawData().isEmpty() ? listed(tensor) : raw(tensor).asFloatBuffer();
    return new NamedTensor(name, shape, values);
  }

  private static void requireBytes(String name, TensorProto tensor, int count) {
    int bytes = tensor.getRawData().size();
    if (bytes != 0 && bytes != (long) count * Float.BYTES) {
      throw new ModelImportException(
          "tensor \"%s\": shape %s asks for %d bytes, found %d"
              .formatted(name, tensor.getDimsList(), (long) count * Float.BYTES, bytes));
    }
  }

  private static FloatBuffer listed(TensorProto tensor) {
    float[] values = new float[tensor.getFloatDataCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.getFloatData(i);
    }
    return FloatBuffer.wrap(values);
  }

  private static ByteBuffer raw(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A few whole numbers, such as a shape. */
  List<Long> integers(String name) {
    TensorProto tensor = tensor(name);
    requireType(name, tensor, TensorProto.DataType.INT64);
    List<Long> values = new ArrayList<>();
    ByteBuffer raw = raw(tensor);
    while (raw.remaining() >= Long.BYTES && values.size() < MOST_INTEGERS) {
      values.add(raw.getLong());
    }
    tensor.getInt64DataList().stream().limit(MOST_INTEGERS).forEach(values::add);
    return values;
  }

  private static void requireType(String name, TensorProto tensor, TensorProto.DataType expected) {
    if (tensor.getDataType() != expected.getNumber()) {
      throw new ModelImportException(
          "tensor \"%s\": expected type %s, found %s"
              .formatted(name, expected, TensorProto.DataType.forNumber(tensor.getDataType())));
    }
  }
}
