package io.reflux.robustness.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Layer;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.protobuf.ByteString;

/** What a graph becomes; what is refused is in {@link RefusedGraphsTest}. */
final class OnnxModelTest {

  @Test
  void a_chain_of_operators_becomes_layers() {
    ForeignNetwork network = OnnxModel.read(Graphs.bytes(Graphs.network()));

    assertThat(network.structure().shape()).isEqualTo(new ImageShape(4, 5, 2));
    assertThat(network.structure().classes()).isEqualTo(2);
    assertThat(network.structure().architecture().layers())
        .containsExactly(new Layer.Convolution(3, 3), new Layer.MaxPool(2));
    assertThat(network.notes()).isEmpty();
  }

  @Test
  void gemm_reads_its_weights_with_either_side_first() {
    GraphProto.Builder turned = Graphs.network();
    turned.setNode(4, gemm().addAttribute(Graphs.integer("transB", 1)));
    turned.setInitializer(2, listed("w2", new long[] {2, 3}, 1, 3, 5, 2, 4, 6));

    assertThat(OnnxModel.read(Graphs.bytes(turned)).parameters())
        .isEqualTo(OnnxModel.read(Graphs.bytes(Graphs.network())).parameters());
  }

  @Test
  void a_product_and_a_sum_are_a_dense_layer() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(4, Graphs.node("MatMul", "m", "f", "w2"));
    graph.addNode(Graphs.node("Add", "y", "b2", "m"));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters())
        .isEqualTo(OnnxModel.read(Graphs.bytes(Graphs.network())).parameters());
  }

  @Test
  void a_product_alone_has_a_bias_of_zero() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(4, Graphs.node("MatMul", "y", "f", "w2"));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters().toArray()).endsWith(5, 6, 0, 0);
  }

  @Test
  void a_bias_may_be_one_row() {
    GraphProto.Builder graph = Graphs.network();
    graph.setInitializer(3, Graphs.counting("b2", 1, 2));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters().toArray()).endsWith(5, 6, 1, 2);
  }

  @Test
  void constants_may_be_nodes_and_copies() {
    GraphProto.Builder graph = Graphs.network();
    graph.removeInitializer(3);
    graph.addNode(0, constant("b", Graphs.counting("", 2)));
    graph.addNode(1, Graphs.node("Identity", "b2", "b"));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters().toArray()).endsWith(5, 6, 1, 2);
  }

  @Test
  void constants_may_be_listed_as_inputs_too() {
    GraphProto.Builder graph = Graphs.network();
    graph.addInput(Graphs.image("w1", 2, 3, 3));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).layers()).hasSize(2);
  }

  @Test
  void values_may_be_raw_bytes() {
    GraphProto.Builder graph = Graphs.network();
    byte[] raw = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    graph.setInitializer(
        3, Graphs.tensor("b2", TensorProto.DataType.FLOAT, 2).setRawData(ByteString.copyFrom(raw)));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters().toArray()).endsWith(5, 6, 1, 2);
  }

  @Test
  void reshape_to_rows_is_flatten() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(3, Graphs.node("Reshape", "f", "p", "s"));
    graph.addInitializer(Graphs.shape("s", 0, -1));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).parameters())
        .isEqualTo(OnnxModel.read(Graphs.bytes(Graphs.network())).parameters());
  }

  @Test
  void dropout_and_identity_are_left_out() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(3, Graphs.node("Flatten", "f", "d"));
    graph.addNode(Graphs.node("Identity", "i", "p"));
    graph.addNode(Graphs.node("Dropout", "d", "i").addOutput("mask"));

    ForeignNetwork network = OnnxModel.read(Graphs.bytes(graph));

    assertThat(network.layers()).hasSize(2);
    assertThat(network.notes())
        .containsExactly(
            "node \"d\" (Dropout) was left out: dropout takes no part outside training");
  }

  @Test
  void softmax_at_the_end_is_left_out() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(4, gemm().setOutput(0, "z"));
    graph.addNode(Graphs.node("Softmax", "y", "z").addAttribute(Graphs.integer("axis", -1)));

    assertThat(OnnxModel.read(Graphs.bytes(graph)).notes())
        .containsExactly("node \"y\" (Softmax) at the end was left out: attacks need logits");
  }

  @Test
  void relu_after_a_pool_is_relu_before_it() {
    GraphProto.Builder graph = Graphs.network();
    graph.setNode(1, Graphs.maxPool().setInput(0, "c"));
    graph.setNode(2, Graphs.node("Relu", "r", "p"));
    graph.setNode(3, Graphs.node("Flatten", "f", "r"));

    ForeignNetwork network = OnnxModel.read(Graphs.bytes(graph));

    assertThat(network.structure())
        .isEqualTo(OnnxModel.read(Graphs.bytes(Graphs.network())).structure());
    assertThat(network.notes()).hasSize(1);
  }

  @Test
  void a_weight_that_is_not_finite_is_refused() {
    GraphProto.Builder graph = Graphs.network();
    graph.setInitializer(3, listed("b2", new long[] {2}, 1, Float.NaN));
    ForeignNetwork network = OnnxModel.read(Graphs.bytes(graph));

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(network::parameters)
        .withMessage("tensor \"b2\": expected finite values, number 1 is NaN");
  }

  static NodeProto.Builder constant(String output, TensorProto.Builder tensor) {
    return Graphs.node("Constant", output)
        .addAttribute(AttributeProto.newBuilder().setName("value").setT(tensor));
  }

  private static NodeProto.Builder gemm() {
    return Graphs.node("Gemm", "y", "f", "w2", "b2");
  }

  private static TensorProto.Builder listed(String name, long[] extents, float... values) {
    TensorProto.Builder tensor = Graphs.tensor(name, TensorProto.DataType.FLOAT, extents);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor;
  }
}
