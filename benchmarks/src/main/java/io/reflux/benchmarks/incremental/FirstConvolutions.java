package io.reflux.benchmarks.incremental;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** The first two convolutions of the paper's MNIST network, on images of any size. */
final class FirstConvolutions {

  /** Pixels around a changed one that the second convolution's changed outputs see. */
  static final int WINDOW = 9;

  private static final int FILTERS = 32;

  private final INDArray input;
  private final INDArray first;
  private final INDArray second;
  private final List<Bound> steps;

  FirstConvolutions(int rows, int side) {
    input = array(rows, side, side, 1);
    first = array(rows, side - 2, side - 2, FILTERS);
    second = array(rows, side - 4, side - 4, FILTERS);
    Nd4j.getRandom().setSeed(1);
    INDArray firstWeights = Nd4j.randn(DataType.FLOAT, 3, 3, 1, FILTERS).muli(0.3);
    INDArray secondWeights = Nd4j.randn(DataType.FLOAT, 3, 3, FILTERS, FILTERS).muli(0.1);
    INDArray bias = Nd4j.zeros(DataType.FLOAT, FILTERS);
    steps =
        List.of(
            Bound.convolution(input, firstWeights, bias, first),
            Bound.rectifier(first),
            Bound.convolution(first, secondWeights, bias, second));
  }

  INDArray input() {
    return input;
  }

  INDArray first() {
    return first;
  }

  INDArray second() {
    return second;
  }

  void run() {
    steps.forEach(Bound::run);
  }

  private static INDArray array(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape).assign(0);
  }

  /** An operation with its arrays. */
  private record Bound(CustomOp operation, OpContext context) {

    static Bound convolution(INDArray in, INDArray weights, INDArray bias, INDArray out) {
      Bound bound = of("conv2d", List.of(in, weights, bias), out);
      bound.context.setIArguments(3, 3, 1, 1, 0, 0, 1, 1, 0, 1, 0);
      return bound;
    }

    static Bound rectifier(INDArray array) {
      Bound bound = of("relu", List.of(array), array);
      bound.context.setTArguments(0.0);
      return bound;
    }

    private static Bound of(String name, List<INDArray> in, INDArray out) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      context.setInputArrays(in.toArray(INDArray[]::new));
      context.setOutputArrays(out);
      return new Bound(DynamicCustomOp.builder(name).build(), context);
    }

    void run() {
      Nd4j.getExecutioner().exec(operation, context);
    }
  }
}
