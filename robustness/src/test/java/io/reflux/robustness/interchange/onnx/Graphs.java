package io.reflux.robustness.interchange.onnx;

import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** ONNX models, written node by node. */
final class Graphs {

  private Graphs() {}

  /** Two channels of 4 x 5, Conv of 3 filters, Relu, MaxPool, Flatten and Gemm to 2 classes. */
  static GraphProto.Builder network() {
    return empty()
        .addNode(convolution())
        .addNode(node("Relu", "r", "c"))
        .addNode(maxPool())
        .addNode(node("Flatten", "f", "p"))
        .addNode(node("Gemm", "y", "f", "w2", "b2"))
        .addInitializer(counting("w1", 3, 2, 3, 3))
        .addInitializer(counting("b1", 3))
        .addInitializer(counting("w2", 3, 2))
        .addInitializer(counting("b2", 2))
        .addOutput(ValueInfoProto.newBuilder().setName("y"));
  }

  /** A graph whose input is {@code x}, {@code [N, 2, 4, 5]}. */
  static GraphProto.Builder empty() {
    return GraphProto.newBuilder().addInput(image("x", 2, 4, 5));
  }

  static NodeProto.Builder convolution() {
    return node("Conv", "c", "x", "w1", "b1").addAttribute(integers("kernel_shape", 3, 3));
  }

  static NodeProto.Builder maxPool() {
    return node("MaxPool", "p", "r")
        .addAttribute(integers("kernel_shape", 2, 2))
        .addAttribute(integers("strides", 2, 2));
  }

  static ValueInfoProto.Builder image(String name, long... extents) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("N");
    for (long extent : extents) {
      shape.addDimBuilder().setDimValue(extent);
    }
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type));
  }

  static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  static AttributeProto.Builder integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value);
  }

  static AttributeProto.Builder integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute;
  }

  static AttributeProto.Builder number(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value);
  }

  static AttributeProto.Builder text(String name, String value) {
    return AttributeProto.newBuilder().setName(name).setS(ByteString.copyFromUtf8(value));
  }

  /** Values 1 to n, as a list of floats. */
  static TensorProto.Builder counting(String name, long... extents) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, extents);
    long count = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < count; i++) {
      tensor.addFloatData(i + 1);
    }
    return tensor;
  }

  static TensorProto.Builder shape(String name, long... values) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.INT64, values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor;
  }

  static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... extents) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long extent : extents) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13));
  }

  static byte[] bytes(GraphProto.Builder graph) {
    return model(graph).build().toByteArray();
  }
}
