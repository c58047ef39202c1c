package io.reflux.robustness.network.execution;

import java.util.List;

/** Max-pooling by ND4J's oneDNN operations. */
final class MaxPoolStage implements Stage {

  private final NativeOperation forward;
  private final NativeOperation backward;

  MaxPoolStage(int size, Signal in, Signal out) {
    // Kernel, stride, no padding, dilation 1, valid, (unused), NHWC.
    long[] arguments = {size, size, size, size, 0, 0, 1, 1, 0, 1, 1};
    forward =
        new NativeOperation(
            "maxpool2d", List.of(in.value().array()), List.of(out.value().array()), arguments);
    backward =
        new NativeOperation(
            "maxpool2d_bp",
            List.of(in.value().array(), out.gradient().array()),
            List.of(in.gradient().array()),
            arguments);
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    backward.run();
  }

  @Override
  public void close() {
    forward.close();
    backward.close();
  }
}
