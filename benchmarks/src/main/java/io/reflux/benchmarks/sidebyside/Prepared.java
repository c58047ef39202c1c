package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files that both peers read, all little-endian: {@code NET.rflx}, a checkpoint; {@code
 * NET.f32}, its parameters alone; {@code images.f32}, {@code [samples, 784]} pixels; {@code
 * labels.i32} and {@code indices.i32}, one number per sample.
 *
 * @param directory where they lie
 */
public record Prepared(Path directory) {

  static final ImageShape MNIST = new ImageShape(28, 28, 1);
  static final ImageShape CIFAR10 = new ImageShape(32, 32, 3);

  /** The model under a network's name, {@code mnist} or {@code cifar10}. */
  public Checkpoint model(String net) throws IOException {
    return CheckpointFormat.read(Files.readAllBytes(directory.resolve(net + ".rflx")));
  }

  /** Writes a model under a network's name. */
  public void writeModel(String net, Checkpoint model) throws IOException {
    Files.write(directory.resolve(net + ".rflx"), CheckpointFormat.writeWeights(model));
    writeFloats(net + ".f32", model.state().parameters().toArray());
  }

  /** The MNIST images, {@code [samples, 784]} in [0, 1]. */
  public FloatMatrix images() throws IOException {
    ByteBuffer bytes = read("images.f32");
    float[] pixels = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(pixels);
    return new FloatMatrix(pixels.length / MNIST.features(), MNIST.features(), pixels);
  }

  /** The label of each image. */
  public int[] labels() throws IOException {
    return ints("labels.i32");
  }

  /** Where each image is in its data set. */
  public int[] indices() throws IOException {
    return ints("indices.i32");
  }

  /** Writes images, their labels and where they are in their data set. */
  public void writeSamples(FloatMatrix images, int[] labels, int[] indices) throws IOException {
    writeFloats("images.f32", images.values());
    writeInts("labels.i32", labels);
    writeInts("indices.i32", indices);
  }

  private int[] ints(String name) throws IOException {
    ByteBuffer bytes = read(name);
    int[] values = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return values;
  }

  private ByteBuffer read(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void writeFloats(String name, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    Files.write(directory.resolve(name), bytes.array());
  }

  /** Writes numbers one after the other. */
  public void writeInts(String name, int[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putInt);
    Files.write(directory.resolve(name), bytes.array());
  }
}
