package io.reflux.robustness.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.interchange.tensors.ModelImportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedOutputStream;

/** Graphs that are no network of ours, and bytes that are no model. */
final class RefusedGraphsTest {

  private static final int CONV = 0;
  private static final int POOL = 2;
  private static final int FLATTEN = 3;
  private static final int GEMM = 4;

  static Stream<Arguments> nodes() {
    return Stream.of(
        node(CONV, with(Graphs.integers("strides", 2, 2)), "strides all 1, found [2, 2]"),
        node(CONV, with(Graphs.integers("pads", 0, 1, 0, 1)), "pads all 0, found [0, 1, 0, 1]"),
        node(CONV, with(Graphs.integers("dilations", 1, 2)), "dilations all 1, found [1, 2]"),
        node(CONV, with(Graphs.integer("group", 2)), "group = 1, found 2"),
        node(CONV, with(Graphs.text("auto_pad", "SAME_UPPER")), "VALID, found SAME_UPPER"),
        node(CONV, with(Graphs.integer("surprise", 1)), "found 3 inputs, and [surprise]"),
        node(CONV, n -> n.setInput(1, "x"), "found [node \"c\" (Conv), node \"c\" (Conv)]"),
        node(CONV, n -> n.setInput(1, "b1"), "weights of 4 extents, found \"b1\" of shape [3]"),
        node(CONV, n -> n.setInput(0, "w1").setInput(1, "x"), "found a constant"),
        node(
            CONV, n -> n.setOpType("ConvTranspose"), "node \"c\" (ConvTranspose) is not supported"),
        node(CONV, n -> n.setDomain("com.example"), "(com.example.Conv) is not supported"),
        node(POOL, with(Graphs.integer("ceil_mode", 1)), "ceil_mode = 0, found 1"),
        node(POOL, n -> n.removeAttribute(1), "equal strides, found [2, 2] and []"),
        node(
            POOL, n -> n.setOpType("AveragePool"), "(AveragePool) is not supported; supported are"),
        node(FLATTEN, with(Graphs.integer("axis", 2)), "axis = 1, found 2"),
        node(FLATTEN, n -> n.setOpType("Sigmoid"), "node \"f\" (Sigmoid) is not supported"),
        node(FLATTEN, n -> n.setOpType("Relu"), "(Relu) does not follow a convolution"),
        node(FLATTEN, n -> n.setOpType("Identity"), "(Gemm) reads a map; put a Flatten before it"),
        node(FLATTEN, n -> n.setOpType("Softmax"), "does not follow the last dense layer"),
        node(
            FLATTEN,
            n -> n.setOpType("Add").addInput("b1"),
            "adds to something else than a MatMul"),
        node(FLATTEN, n -> n.setOpType("Dropout").addInput("").addInput("b1"), "training mode"),
        node(
            FLATTEN,
            n -> n.setOpType("Reshape").addInput("b2"),
            "expected type INT64, found FLOAT"),
        node(GEMM, with(Graphs.number("alpha", 0.5f)), "alpha = 1.0, found 0.5"),
        node(GEMM, with(Graphs.integer("transA", 1)), "transA = 0, found 1"),
        node(GEMM, with(Graphs.integer("transB", 1)), "expected shape [3, 3], found [3, 2]"),
        node(GEMM, n -> n.setInput(2, "w2"), "tensor \"w2\": expected shape [2], found [3, 2]"),
        node(GEMM, n -> n.setInput(2, "none"), "found [f, none]; the graph must be one chain"));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void a_node_that_is_not_supported_is_named(
      int index, Consumer<NodeProto.Builder> change, String message) {
    GraphProto.Builder graph = Graphs.network();
    change.accept(graph.getNodeBuilder(index));

    assertRefused(graph, message);
  }

  static Stream<Arguments> graphs() {
    return Stream.of(
        graph(g -> g.removeNode(1), "value \"c\": expected one node to read it on the way"),
        graph(g -> g.removeNode(1).getNodeBuilder(1).setInput(0, "c"), "Relu after node \"c\""),
        graph(g -> g.addNode(Graphs.node("Relu", "again", "c")), "found [node \"r\" (Relu), node"),
        graph(g -> g.addNode(Graphs.node("Relu", "again", "y")), "\"y\" is also read by"),
        graph(g -> g.addNode(Graphs.node("Relu", "r", "p")), "\"r\" is defined twice"),
        graph(g -> g.addNode(Graphs.node("Relu", "x", "p")), "\"x\" is defined twice"),
        graph(g -> g.addNode(Graphs.node("Relu", "l", "l")), "1 of 6 nodes are not on the way"),
        graph(g -> g.setNode(1, Graphs.node("Add", "r", "c", "f")), "found [c, f]; the graph must"),
        graph(g -> g.setOutput(0, value("c")), "output \"c\" is also read by"),
        graph(g -> g.setOutput(0, value("none")), "to the output \"none\", found []"),
        graph(
            g -> g.addOutput(value("r")), "expected a graph with one output, the logits, found 2"),
        graph(g -> g.addInput(Graphs.image("z", 1)), "one input, the image, found [x, z]"),
        graph(
            g -> g.setInput(0, Graphs.image("x", 40)), "numbers for the last three, found [N, 40]"),
        graph(g -> g.setInput(0, Graphs.image("x", 2, 4, 0)), "found [N, 2, 4, 0]"),
        graph(g -> g.setInput(0, Graphs.image("x", 3, 4, 5)), "expected shape [3, 3, 3, 3], found"),
        graph(
            g -> g.setInput(0, Graphs.image("x", 2, 2, 2)),
            "kernel 3 is larger than its 2 x 2 map"),
        graph(g -> g.setInput(0, Graphs.image("x", 1 << 30, 1 << 30, 9)), "an image may have 4096"),
        graph(g -> g.removeNode(4).setOutput(0, value("f")), "to end in a dense layer"),
        graph(
            g -> g.addNode(Graphs.node("Relu", "z", "y")).setOutput(0, value("z")), "to end in a"),
        graph(g -> g.addSparseInitializerBuilder(), "no sparse tensors, has 5 and 1"),
        graph(g -> g.clearNode(), "found []; the graph must be one chain"));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void a_graph_that_is_no_chain_of_layers_is_refused(
      Consumer<GraphProto.Builder> change, String message) {
    GraphProto.Builder graph = Graphs.network();
    change.accept(graph);

    assertRefused(graph, message);
  }

  static Stream<Arguments> tensors() {
    TensorProto.Builder b2 = Graphs.counting("b2", 2);
    TensorProto.DataType real = TensorProto.DataType.FLOAT;
    return Stream.of(
        tensor(b2.clone().setDataLocation(TensorProto.DataLocation.EXTERNAL), "in another file"),
        tensor(external(b2.clone(), "../../etc/passwd"), "\"b2\" has its values in another file"),
        tensor(Graphs.tensor("b2", TensorProto.DataType.DOUBLE, 2), "type FLOAT, found DOUBLE"),
        tensor(Graphs.tensor("b2", TensorProto.DataType.FLOAT16, 2), "type FLOAT, found FLOAT16"),
        tensor(b2.clone().setDataType(999), "type FLOAT, found null"),
        tensor(Graphs.tensor("b2", real, 2), "shape [2] asks for 2 values, found 0"),
        tensor(b2.clone().addFloatData(1), "shape [2] asks for 2 values, found 3"),
        tensor(b2.clone().setDims(0, 3), "shape [3] asks for 3 values, found 2"),
        tensor(b2.clone().setDims(0, -1), "extents must be at least 1"),
        tensor(b2.clone().setDims(0, 1L << 40), "give at most 67108864 values"),
        tensor(b2.clone().addDims(1L << 62).addDims(4), "give at most 67108864 values"),
        tensor(raw(Graphs.tensor("b2", real, 2), 7), "shape [2] asks for 8 bytes, found 7"),
        tensor(Graphs.counting("b2", 3), "expected shape [2], found [3]"),
        tensor(Graphs.counting("b1", 3), "value \"b1\" is defined twice"));
  }

  @ParameterizedTest
  @MethodSource("tensors")
  void a_tensor_that_is_not_all_there_is_named(TensorProto.Builder tensor, String message) {
    assertRefused(Graphs.network().setInitializer(3, tensor), message);
  }

  @Test
  void a_constant_that_is_no_tensor_is_refused() {
    NodeProto.Builder constant =
        Graphs.node("Constant", "b2").addAttribute(Graphs.number("value_float", 1));

    assertRefused(
        Graphs.network().removeInitializer(3).addNode(0, constant),
        "node \"b2\" (Constant): expected its attribute \"value\" to be a tensor");
  }

  @Test
  void weights_that_many_layers_share_count_for_each() {
    int units = 4096;
    GraphProto.Builder graph = Graphs.empty().addOutput(value("y"));
    graph.addInitializer(
        raw(
            Graphs.tensor("w", TensorProto.DataType.FLOAT, units, units),
            units * units * Float.BYTES));
    graph.addNode(Graphs.node("Flatten", "d0", "x"));
    for (int i = 0; i < 5; i++) {
      graph.addNode(Graphs.node("MatMul", "m" + i, "d" + i, "w"));
      graph.addNode(Graphs.node("Relu", i == 4 ? "y" : "d" + (i + 1), "m" + i));
    }

    assertRefused(graph, "the layers up to tensor \"w\" have more than 67108864 parameters");
  }

  @Test
  void operators_of_another_version_or_meaning_are_refused() {
    ModelProto.Builder model = Graphs.model(Graphs.network());
    OperatorSetIdProto.Builder old = OperatorSetIdProto.newBuilder().setVersion(6);
    OperatorSetIdProto.Builder other =
        OperatorSetIdProto.newBuilder().setDomain("com.example").setVersion(13);
    FunctionProto.Builder anew = FunctionProto.newBuilder().setName("Relu");

    assertRefused(model.clone().setOpsetImport(0, old), "version 7 or later, found [6]");
    assertRefused(model.clone().setOpsetImport(0, other), "the standard operators");
    assertRefused(model.clone().addFunctions(anew), "the model defines the operator \"Relu\" anew");
  }

  @Test
  void a_model_of_many_small_parts_is_refused_before_it_is_parsed() {
    byte[] emptyNodes = new byte[(1 << 20) + 10];
    for (int i = 0; i + 1 < emptyNodes.length; i += 2) {
      emptyNodes[i] = 0x0a;
    }
    byte[] model = field(7, emptyNodes);

    assertRefused(model, "everything but the values of tensors may have 1048576 bytes, has ");
  }

  @Test
  void a_deep_nest_of_graphs_is_refused() {
    GraphProto.Builder graph = Graphs.network();
    for (int i = 0; i < 10; i++) {
      AttributeProto.Builder body = AttributeProto.newBuilder().setName("body").setG(graph);
      graph = Graphs.network().addNode(Graphs.node("If", "z", "x").addAttribute(body));
    }

    assertRefused(graph, "not a whole ONNX model: ");
  }

  @Test
  void groups_are_refused_at_any_depth() {
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);

    assertRefused(groups, "it has groups, which ONNX has not");
    assertRefused(field(7, field(1, groups)), "it has groups, which ONNX has not");
    assertRefused(field(7, field(11, groups)), "not a whole ONNX model: ");
  }

  @Test
  void a_graph_of_too_many_nodes_is_refused() {
    GraphProto.Builder graph = Graphs.network();
    for (int i = 0; i < 1020; i++) {
      graph.addNode(NodeProto.newBuilder());
    }

    assertRefused(graph, "a graph may have 1024 nodes and no sparse tensors, has 1025 and 0");
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
      stream.writeByteArray(number, content);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Arguments node(int index, Consumer<NodeProto.Builder> change, String message) {
    return Arguments.of(index, change, message);
  }

  private static Consumer<NodeProto.Builder> with(AttributeProto.Builder attribute) {
    return node -> node.addAttribute(attribute);
  }

  private static Arguments graph(Consumer<GraphProto.Builder> change, String message) {
    return Arguments.of(change, message);
  }

  private static Arguments tensor(TensorProto.Builder tensor, String message) {
    return Arguments.of(tensor, message);
  }

  private static TensorProto.Builder external(TensorProto.Builder tensor, String location) {
    tensor.addExternalDataBuilder().setKey("location").setValue(location);
    return tensor;
  }

  private static TensorProto.Builder raw(TensorProto.Builder tensor, int bytes) {
    return tensor.setRawData(ByteString.copyFrom(new byte[bytes]));
  }

  private static ValueInfoProto.Builder value(String name) {
    return ValueInfoProto.newBuilder().setName(name);
  }

  private static void assertRefused(GraphProto.Builder graph, String message) {
    assertRefused(Graphs.model(graph), message);
  }

  private static void assertRefused(ModelProto.Builder model, String message) {
    assertRefused(model.build().toByteArray(), message);
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> OnnxModel.read(content))
        .withMessageContaining(message);
  }
}
