package io.reflux.robustness.data;

import io.reflux.robustness.provenance.Digests;
import java.util.List;

/**
 * The images to train on and the images to test on.
 *
 * @param name the name it was asked for by
 * @param digest of the complete content, also where only its first images are held
 * @param training the training set
 * @param test the test set, of the same shape and classes
 */
public record DatasetPair(String name, String digest, ImageDataset training, ImageDataset test) {

  /** Checks the digest's form and that both sets describe the same problem. */
  public DatasetPair {
    Digests.requireSha256("digest", digest);
    if (!training.shape().equals(test.shape())
        || !training.classNames().equals(test.classNames())) {
      throw new IllegalArgumentException(
          ("training and test images must have the same shape and classes,"
                  + " were %s of %d and %s of %d")
              .formatted(training.shape(), training.classes(), test.shape(), test.classes()));
    }
  }

  /**
   * A complete pair. Its digest is {@link Digests#ofParts} of training images, training labels,
   * test images and test labels, each as an uncompressed IDX file.
   */
  public static DatasetPair complete(String name, ImageDataset training, ImageDataset test) {
    return new DatasetPair(name, Digests.ofParts(partDigests(training, test)), training, test);
  }

  /**
   * The same data set with only its first images, under the digest of the whole.
   *
   * @param trainingSamples 1 to the size of the training set; 0 keeps all
   * @param testSamples 1 to the size of the test set; 0 keeps all
   * @throws IllegalArgumentException if there are not as many
   */
  public DatasetPair first(int trainingSamples, int testSamples) {
    requireAvailable("training", trainingSamples, training.size());
    requireAvailable("test", testSamples, test.size());
    return new DatasetPair(
        name,
        digest,
        trainingSamples == 0 ? training : training.first(trainingSamples),
        testSamples == 0 ? test : test.first(testSamples));
  }

  /** The digests of training images, training labels, test images and test labels. */
  List<String> partDigests() {
    return partDigests(training, test);
  }

  private static List<String> partDigests(ImageDataset training, ImageDataset test) {
    return List.of(
        training.imagesDigest(), training.labelsDigest(), test.imagesDigest(), test.labelsDigest());
  }

  private void requireAvailable(String part, int asked, int available) {
    if (asked < 0 || asked > available) {
      throw new IllegalArgumentException(
          "%s has %d %s images, %d were asked for".formatted(name, available, part, asked));
    }
  }
}
