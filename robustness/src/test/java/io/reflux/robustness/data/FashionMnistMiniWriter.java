package io.reflux.robustness.data;

import io.reflux.robustness.data.format.IdxFormat;
import io.reflux.robustness.data.format.LabelledPixels;
import io.reflux.robustness.provenance.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the bundled data set {@code fashion-mnist-mini} from Fashion-MNIST: the first 1,000
 * training images and the first 200 test images of each class in file order, interleaved so that
 * image {@code i} has label {@code i % 10} and every prefix is as balanced as it can be.
 *
 * <p>From the repository's root, after {@code mvn test-compile}:
 *
 * <pre>{@code
 * java -cp robustness/target/classes:robustness/target/test-classes \
 *   io.reflux.robustness.data.FashionMnistMiniWriter FOLDER_OF_FASHION_MNIST \
 *   robustness/src/main/resources/io/reflux/robustness/data/fashion-mnist-mini
 * }</pre>
 */
final class FashionMnistMiniWriter {

  private static final int CLASSES = 10;
  private static final int TRAINING_PER_CLASS = 1_000;
  private static final int TEST_PER_CLASS = 200;

  private FashionMnistMiniWriter() {}

  /** Takes the folder of Fashion-MNIST and the folder to write to. */
  public static void main(String[] arguments) throws IOException {
    IdxFiles source = IdxFiles.in(Path.of(arguments[0])).orElseThrow();
    Path target = Files.createDirectories(Path.of(arguments[1]));
    write(balanced(source.training(CLASSES), TRAINING_PER_CLASS), target, 0);
    write(balanced(source.test(CLASSES), TEST_PER_CLASS), target, 2);
  }

  /** The first images of each class, interleaved by class. */
  static LabelledPixels balanced(LabelledPixels all, int perClass) {
    int features = all.shape().features();
    byte[] pixels = new byte[CLASSES * perClass * features];
    byte[] labels = new byte[CLASSES * perClass];
    int[] taken = new int[CLASSES];
    for (int i = 0; i < all.size(); i++) {
      int label = all.labels()[i];
      if (taken[label] < perClass) {
        int position = taken[label]++ * CLASSES + label;
        labels[position] = (byte) label;
        System.arraycopy(all.pixels(), i * features, pixels, position * features, features);
      }
    }
    return new LabelledPixels(all.shape(), pixels, labels);
  }

  private static void write(LabelledPixels images, Path target, int firstName) throws IOException {
    write(
        target.resolve(IdxFiles.NAMES.get(firstName) + ".gz"),
        IdxFormat.imageHeader(images.size(), images.shape()),
        images.pixels());
    write(
        target.resolve(IdxFiles.NAMES.get(firstName + 1) + ".gz"),
        IdxFormat.labelHeader(images.size()),
        images.labels());
  }

  private static void write(Path file, byte[] header, byte[] body) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(header);
    content.writeBytes(body);
    try (OutputStream gzip = new SmallestGzip(Files.newOutputStream(file))) {
      content.writeTo(gzip);
    }
    System.out.println(Digests.sha256(content.toByteArray()) + "  " + file.getFileName());
  }

  /** Gzip at the highest level; its header carries no time and no name. */
  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
