package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.LayerTensors;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import java.util.List;

/**
 * The supported operators, and what they are in terms of layers:
 *
 * <pre>
 * Conv               square kernel, stride 1, no padding, dilation 1, group 1
 * MaxPool            square window, stride = size, no padding
 * Relu
 * Flatten            axis 1; Reshape to [N, -1] is the same
 * Gemm               alpha = beta = 1, transA = 0; MatMul, also followed by Add, is the same
 * Dropout, Identity  left out
 * Softmax            at the end only, left out, as LogSoftmax is
 * </pre>
 */
final class Operators {

  static final String SUPPORTED =
      "Conv, MaxPool, Relu, Flatten, Reshape to [N, -1], Gemm, MatMul, Add after MatMul,"
          + " Dropout, Identity, and Softmax or LogSoftmax at the end";

  private final Constants constants;
  private final LayerSequence sequence;

  Operators(Constants constants, LayerSequence sequence) {
    this.constants = constants;
    this.sequence = sequence;
  }

  void apply(Node node) {
    if (constants.has(node.input(0)) && !node.operator().equals("Add")) {
      throw node.fault("its first input to be what the node before it made, found a constant");
    }
    switch (node.operator()) {
      case "Conv" -> convolution(node);
      case "MaxPool" -> maxPool(node);
      case "Relu" -> relu(node);
      case "Flatten" -> flatten(node);
      case "Reshape" -> reshape(node);
      case "Gemm" -> gemm(node);
      case "MatMul" -> matMul(node);
      case "Add" -> add(node);
      case "Dropout" -> dropout(node);
      case "Identity" -> node.require(1);
      case "Softmax", "LogSoftmax" -> softmax(node);
      default ->
          throw new ModelImportException(
              node.label() + " is not supported; supported are " + SUPPORTED);
    }
  }

  private void convolution(Node node) {
    node.require(3, "auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
    node.expectNoAutomaticPadding();
    node.expectAll("dilations", 1);
    node.expectAll("pads", 0);
    node.expectAll("strides", 1);
    node.expect("group", 1);
    NamedTensor weight = weight(node, 1, 4);
    int kernel = weight.shape().get(3);
    node.expectAll("kernel_shape", kernel);
    sequence.convolution(node.label(), new LayerTensors(weight, bias(node, weight)), kernel);
  }

  private void maxPool(Node node) {
    node.require(
        1,
        "auto_pad",
        "ceil_mode",
        "dilations",
        "kernel_shape",
        "pads",
        "storage_order",
        "strides");
    node.expectNoAutomaticPadding();
    node.expectAll("dilations", 1);
    node.expectAll("pads", 0);
    node.expect("ceil_mode", 0);
    node.expect("storage_order", 0);
    List<Long> kernel = node.integers("kernel_shape");
    if (kernel.size() != 2
        || !kernel.get(0).equals(kernel.get(1))
        || !kernel.equals(node.integers("strides"))) {
      throw node.fault(
          "a square kernel_shape and equal strides, found %s and %s"
              .formatted(kernel, node.integers("strides")));
    }
    sequence.maxPool(node.label(), kernel.get(0));
  }

  private void relu(Node node) {
    node.require(1);
    sequence.relu(node.label());
  }

  private void flatten(Node node) {
    node.require(1, "axis");
    node.expect("axis", 1);
    sequence.flatten(node.label());
  }

  private void reshape(Node node) {
    node.require(2, "allowzero");
    node.expect("allowzero", 0);
    List<Long> shape = constants.integers(node.input(1));
    if (shape.size() != 2 || shape.get(0) < -1 || shape.get(1) == 0) {
      throw node.fault("the shape [N, -1], found " + shape);
    }
    sequence.flatten(node.label());
  }

  private void gemm(Node node) {
    node.require(3, "alpha", "beta", "transA", "transB");
    node.expectNumber("alpha", 1);
    node.expectNumber("beta", 1);
    node.expect("transA", 0);
    NamedTensor given = weight(node, 1, 2);
    NamedTensor weight = node.integer("transB", 0) == 0 ? given.transposed() : given;
    sequence.dense(node.label(), new LayerTensors(weight, bias(node, weight)));
  }

  private void matMul(Node node) {
    node.require(2);
    NamedTensor weight = weight(node, 1, 2).transposed();
    sequence.product(node.label(), new LayerTensors(weight, bias(node, weight)));
  }

  private void add(Node node) {
    node.require(2);
    String constant = constants.has(node.input(0)) ? node.input(0) : node.input(1);
    sequence.add(node.label(), vector(constants.floats(constant)));
  }

  private void dropout(Node node) {
    node.require(3, "ratio", "seed");
    if (!node.input(2).isEmpty()) {
      throw node.fault("a model exported for inference, found a Dropout with a training mode");
    }
    sequence.dropout(node.label());
  }

  private void softmax(Node node) {
    node.require(1, "axis");
    if (node.integer("axis", 1) != -1) {
      node.expect("axis", 1);
    }
    sequence.softmax(node.label());
  }

  private NamedTensor weight(Node node, int input, int extents) {
    if (!constants.has(node.input(input))) {
      throw node.fault("input %d to be a constant tensor, the weights".formatted(input));
    }
    NamedTensor weight = constants.floats(node.input(input));
    if (weight.shape().size() != extents) {
      throw node.fault(
          "weights of %d extents, found \"%s\" of shape %s"
              .formatted(extents, weight.name(), weight.shape()));
    }
    return weight;
  }

  private NamedTensor bias(Node node, NamedTensor weight) {
    return node.input(2).isEmpty()
        ? NamedTensor.zeros("the bias of " + node.label(), weight.shape().get(0))
        : vector(constants.floats(node.input(2)));
  }

  /** A bias that is written as one row is a vector. */
  private static NamedTensor vector(NamedTensor bias) {
    List<Integer> shape = bias.shape();
    boolean row = shape.size() == 2 && shape.get(0) == 1;
    return row ? bias.reshaped(shape.subList(1, 2)) : bias;
  }
}
