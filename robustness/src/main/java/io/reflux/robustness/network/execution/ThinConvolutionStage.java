package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ParameterLayout.Block;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, without its ReLU, of few input channels, such as an image's. Forward as {@link
 * ConvolutionStage}; the gradients as matrix products over unrolled {@link Windows}, because
 * oneDNN's backward passes pad one or three channels to a full vector and waste most of it. Each
 * image is multiplied on its own, so its gradient depends on no other row of the chunk. The input's
 * gradient comes from {@link WindowShares} instead where windows are large enough for it.
 */
final class ThinConvolutionStage implements Stage {

  /** Up to this many input channels this stage is the faster one. */
  static final int MOST_CHANNELS = 4;

  private final Signal in;
  private final Signal out;
  private final Weights weights;
  private final NativeOperation forward;
  private final @Nullable WindowShares shares;
  private final Windows windows;
  private final int pixels;
  private final Tensor unrolled;
  private final Tensor ones;
  private final FloatPointer[] gradientRows;
  private final float[] image;

  ThinConvolutionStage(Block block, Signal in, Signal out) {
    this.in = in;
    this.out = out;
    weights =
        new Weights(block, block.kernel(), block.kernel(), in.shape().channels(), block.outputs());
    forward = ConvolutionStage.forward(weights, in, out);
    shares = WindowShares.pays(block) ? new WindowShares(block, in, out) : null;
    windows = new Windows(in.shape(), block.kernel());
    pixels = out.shape().height() * out.shape().width();
    unrolled = new Tensor(block.inputs(), pixels);
    ones = new Tensor((long) in.rows() * pixels);
    ones.array().assign(1);
    gradientRows = out.gradient().parts(in.rows());
    image = new float[in.shape().features()];
  }

  @Override
  public void load(float[] parameters) {
    weights.load(parameters);
    if (shares != null) {
      shares.load(parameters);
    }
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    if (shares == null) {
      unrolledBackward();
    } else {
      shares.run();
    }
  }

  private void unrolledBackward() {
    var extents = new Blas.Extents(weights.block().inputs(), pixels, weights.block().outputs());
    for (int row = 0; row < in.rows(); row++) {
      Blas.productTransposed(
          extents, weights.values().pointer(), gradientRows[row], unrolled.pointer());
      windows.fold(unrolled, image);
      in.gradient().write(row * image.length, image, 0, image.length);
    }
  }

  @Override
  public void backwardWithParameters(boolean toInput) {
    var extents = new Blas.Extents(weights.block().inputs(), weights.block().outputs(), pixels);
    FloatPointer gradient = weights.gradient().pointer();
    for (int row = 0; row < in.rows(); row++) {
      in.value().read(row * image.length, image, 0, image.length);
      windows.unroll(image, unrolled);
      if (row == 0) {
        Blas.product(extents, unrolled.pointer(), gradientRows[row], gradient);
      } else {
        Blas.addProduct(extents, unrolled.pointer(), gradientRows[row], gradient);
      }
    }
    Blas.columnSums(
        in.rows() * pixels,
        weights.block().outputs(),
        out.gradient().pointer(),
        ones.pointer(),
        weights.biasGradient().pointer());
    if (toInput) {
      backward();
    }
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void close() {
    forward.close();
    if (shares != null) {
      shares.close();
    }
    unrolled.close();
    ones.close();
    weights.close();
  }
}
