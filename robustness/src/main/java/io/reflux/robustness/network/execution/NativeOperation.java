package io.reflux.robustness.network.execution;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An ND4J operation bound once to its arrays and arguments, so that running it costs one native
 * call: no shape inference, no allocation.
 */
final class NativeOperation implements AutoCloseable {

  private final CustomOp operation;
  private final OpContext context;

  NativeOperation(String name, List<INDArray> inputs, List<INDArray> outputs, long... arguments) {
    operation = DynamicCustomOp.builder(name).build();
    context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(inputs.toArray(INDArray[]::new));
    context.setOutputArrays(outputs.toArray(INDArray[]::new));
    context.setIArguments(arguments);
  }

  /** Rectifies a tensor in place. */
  static NativeOperation rectifier(Tensor tensor) {
    List<INDArray> array = List.of(tensor.array());
    NativeOperation relu = new NativeOperation("relu", array, array);
    relu.context.setTArguments(0.0);
    return relu;
  }

  void run() {
    Nd4j.getExecutioner().exec(operation, context);
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot release the context of a native operation", e);
    }
  }
}
