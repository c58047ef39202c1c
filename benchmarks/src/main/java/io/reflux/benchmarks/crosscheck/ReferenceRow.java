package io.reflux.benchmarks.crosscheck;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One thing to attack.
 *
 * @param image the row of the images, not the index in the data set
 * @param source its label
 * @param target the class to move it to, or {@link #ANY}; not the source
 */
public record ReferenceRow(int image, int source, int target) {

  /** The target where any class but the source will do. */
  public static final int ANY = -1;

  /** Checks that the classes differ. */
  public ReferenceRow {
    if (image < 0 || source < 0 || target < ANY) {
      throw new IllegalArgumentException(
          "image and source must be >= 0 and target >= -1, were %d, %d and %d"
              .formatted(image, source, target));
    }
    if (source == target) {
      throw new IllegalArgumentException("target must not be the source class " + source);
    }
  }

  /** Every image with any class but its own. */
  public static List<ReferenceRow> untargeted(int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToObj(image -> new ReferenceRow(image, labels[image], ANY))
        .toList();
  }

  /** Every image with every class but its own, targets ascending within an image. */
  public static List<ReferenceRow> allTargets(int[] labels, int classes) {
    return IntStream.range(0, labels.length)
        .boxed()
        .flatMap(
            image ->
                IntStream.range(0, classes)
                    .filter(target -> target != labels[image])
                    .mapToObj(target -> new ReferenceRow(image, labels[image], target)))
        .toList();
  }
}
