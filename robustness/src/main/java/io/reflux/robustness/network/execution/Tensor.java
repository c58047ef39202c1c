package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An off-heap float32 array with the views that the stages need: ND4J's for its operations, a
 * pointer for BLAS, buffers for bulk copies to and from the heap. Not garbage collected in time:
 * whoever makes a tensor closes it, and touches no view of it afterwards.
 */
final class Tensor implements AutoCloseable {

  private final INDArray array;
  private final FloatPointer pointer;
  private final FloatBuffer floats;
  private final IntBuffer bits;

  Tensor(long... shape) {
    array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', shape).assign(0);
    pointer = (FloatPointer) array.data().pointer();
    var bytes = pointer.asByteBuffer().order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
    bits = bytes.asIntBuffer();
  }

  /** A chunk of maps, {@code [rows, height, width, channels]}. */
  static Tensor maps(int rows, ImageShape shape) {
    return new Tensor(rows, shape.height(), shape.width(), shape.channels());
  }

  INDArray array() {
    return array;
  }

  /** The same memory under another shape. */
  INDArray as(long... shape) {
    return array.reshape('c', shape);
  }

  FloatPointer pointer() {
    return pointer;
  }

  /** Pointers to the starts of {@code count} equal parts, for operations on one row at a time. */
  FloatPointer[] parts(int count) {
    FloatPointer[] parts = new FloatPointer[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new FloatPointer(pointer).position((long) i * (length() / count));
    }
    return parts;
  }

  int length() {
    return floats.limit();
  }

  void read(int from, float[] target, int offset, int length) {
    floats.get(from, target, offset, length);
  }

  void write(int to, float[] source, int offset, int length) {
    floats.put(to, source, offset, length);
  }

  /** Reads raw float bits, which integer arithmetic can mask without branches. */
  void readBits(int from, int[] target, int length) {
    bits.get(from, target, 0, length);
  }

  void writeBits(int to, int[] source, int length) {
    bits.put(to, source, 0, length);
  }

  @Override
  public void close() {
    array.close();
  }
}
