package io.reflux.robustness.data;

import io.reflux.robustness.data.format.IdxFormat;
import io.reflux.robustness.data.format.LabelledPixels;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Images;
import io.reflux.robustness.provenance.Digests;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled images in memory, one byte per feature. Pixels are scaled to [0, 1] when they are asked
 * for, so a data set takes a quarter of the memory of its floats.
 *
 * <p>The digests are those of the content written as uncompressed IDX files, whatever it was read
 * from: for a grey data set, {@code zcat train-images-idx3-ubyte.gz | sha256sum}.
 */
public final class ImageDataset implements Images {

  private static final float WHITE = 255f;

  private final LabelledPixels content;
  private final List<String> classNames;
  private final String imagesDigest;
  private final String labelsDigest;

  /**
   * A data set of given content.
   *
   * @param content at least one image; its arrays are not written to any more
   * @param classNames one name per class, in label order, at least 2
   * @throws IllegalArgumentException if there is no image, or a label has no class
   */
  public ImageDataset(LabelledPixels content, List<String> classNames) {
    if (content.size() == 0) {
      throw new IllegalArgumentException("content must have at least one image");
    }
    if (classNames.size() < 2) {
      throw new IllegalArgumentException("classNames must have >= 2 names, were " + classNames);
    }
    for (byte label : content.labels()) {
      if (Byte.toUnsignedInt(label) >= classNames.size()) {
        throw new IllegalArgumentException(
            "labels must be in [0, %d], one was %d"
                .formatted(classNames.size() - 1, Byte.toUnsignedInt(label)));
      }
    }
    this.content = content;
    this.classNames = List.copyOf(classNames);
    this.imagesDigest =
        digest(IdxFormat.imageHeader(content.size(), content.shape()), content.pixels());
    this.labelsDigest = digest(IdxFormat.labelHeader(content.size()), content.labels());
  }

  /** The number of images; at least 1. */
  @Override
  public int size() {
    return content.size();
  }

  /** The shape of each image. */
  @Override
  public ImageShape shape() {
    return content.shape();
  }

  /** The number of classes; at least 2. */
  public int classes() {
    return classNames.size();
  }

  /** The classes' names in label order, {@code [classes]}. */
  public List<String> classNames() {
    return classNames;
  }

  /** The label of one image, 0 to {@code classes - 1}. */
  public int label(int index) {
    return Byte.toUnsignedInt(content.labels()[index]);
  }

  /** The labels of some images, in the order of {@code indices}. */
  public int[] labels(int[] indices) {
    return Arrays.stream(indices).map(this::label).toArray();
  }

  /** The labels of all images, {@code [size]}. */
  public int[] labels() {
    int[] labels = new int[size()];
    Arrays.setAll(labels, this::label);
    return labels;
  }

  /**
   * The pixels of some images as {@code byte / 255}.
   *
   * @return {@code [indices.length, features]}, in [0, 1], in the order of {@code indices}
   * @throws IndexOutOfBoundsException if an index is not one of an image
   */
  public FloatMatrix pixels(int[] indices) {
    int features = shape().features();
    float[] values = new float[Math.multiplyExact(indices.length, features)];
    for (int row = 0; row < indices.length; row++) {
      copy(indices[row], values, row * features);
    }
    return new FloatMatrix(indices.length, features, values);
  }

  @Override
  public void copy(int index, float[] target, int offset) {
    int features = shape().features();
    byte[] pixels = content.pixels();
    int from = index * features;
    for (int feature = 0; feature < features; feature++) {
      target[offset + feature] = Byte.toUnsignedInt(pixels[from + feature]) / WHITE;
    }
  }

  /** The pixels of the images from {@code from} (inclusive) to {@code to} (exclusive). */
  public FloatMatrix pixels(int from, int to) {
    int[] indices = new int[to - from];
    Arrays.setAll(indices, i -> from + i);
    return pixels(indices);
  }

  /** One unsigned feature, 0 to 255, of one image, in NHWC order. */
  public int pixel(int index, int feature) {
    return Byte.toUnsignedInt(content.pixels()[index * shape().features() + feature]);
  }

  /**
   * The first images.
   *
   * @param count how many, 1 to {@link #size()}
   * @throws IllegalArgumentException if there are not as many
   */
  public ImageDataset first(int count) {
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(
          "count must be in [1, %d], was %d".formatted(size(), count));
    }
    if (count == size()) {
      return this;
    }
    byte[] pixels = Arrays.copyOf(content.pixels(), count * shape().features());
    byte[] labels = Arrays.copyOf(content.labels(), count);
    return new ImageDataset(new LabelledPixels(shape(), pixels, labels), classNames);
  }

  /** The SHA-256 of the images as an uncompressed IDX file. */
  public String imagesDigest() {
    return imagesDigest;
  }

  /** The SHA-256 of the labels as an uncompressed IDX file. */
  public String labelsDigest() {
    return labelsDigest;
  }

  /** The digest of the whole content: {@link Digests#ofParts} of images and labels. */
  public String digest() {
    return Digests.ofParts(List.of(imagesDigest, labelsDigest));
  }

  private static String digest(byte[] header, byte[] body) {
    MessageDigest digest = Digests.newSha256();
    digest.update(header);
    digest.update(body);
    return Digests.hex(digest);
  }
}
