package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images behind the rows of a batch. Rows that attack one image for several targets share its
 * forward pass on the original, and differ in the products that follow it.
 */
final class SharedOriginals {

  private final FloatMatrix originals;
  private final List<int[]> rowsOfImages;
  private final int mostRows;

  /**
   * Finds the rows with the same pixels.
   *
   * @param originals {@code [rows, features]}
   * @param samples the index of each row's sample; only rows of one sample are compared
   */
  SharedOriginals(FloatMatrix originals, int[] samples) {
    this.originals = originals;
    rowsOfImages = group(originals, samples);
    mostRows = rowsOfImages.stream().mapToInt(rows -> rows.length).max().orElse(0);
  }

  /** What {@link Classifier#inputGradients} gives on the originals, with one forward per image. */
  InputGradients gradients(Classifier classifier, LogitSeeds seeds) {
    return mostRows <= 1
        ? classifier.inputGradients(originals, seeds)
        : spread(classifier.inputGradients(images(), new ImageSeeds(seeds)), seeds.count());
  }

  /** The logits of every row, with one forward per image. */
  FloatMatrix logits(Classifier classifier) {
    FloatMatrix ofImages = classifier.logits(images());
    FloatMatrix logits = FloatMatrix.zeros(originals.rows(), ofImages.columns());
    for (int image = 0; image < rowsOfImages.size(); image++) {
      for (int row : rowsOfImages.get(image)) {
        copyRow(ofImages, image, logits, row);
      }
    }
    return logits;
  }

  private FloatMatrix images() {
    return originals.select(rowsOfImages.stream().mapToInt(rows -> rows[0]).toArray());
  }

  /** The seeds of all rows of an image one after the other; zeros where it has fewer than most. */
  private final class ImageSeeds implements LogitSeeds {

    private final LogitSeeds ofRows;

    ImageSeeds(LogitSeeds ofRows) {
      this.ofRows = ofRows;
    }

    @Override
    public int count() {
      return mostRows * ofRows.count();
    }

    @Override
    public void fill(int image, float[] logits, float[][] seeds) {
      int[] rows = rowsOfImages.get(image);
      int each = ofRows.count();
      for (int i = 0; i < rows.length; i++) {
        ofRows.fill(rows[i], logits, Arrays.copyOfRange(seeds, i * each, (i + 1) * each));
      }
      for (int i = rows.length * each; i < seeds.length; i++) {
        Arrays.fill(seeds[i], 0);
      }
    }
  }

  private InputGradients spread(InputGradients ofImages, int each) {
    FloatMatrix logits = FloatMatrix.zeros(originals.rows(), ofImages.logits().columns());
    List<FloatMatrix> gradients = new ArrayList<>();
    for (int k = 0; k < each; k++) {
      gradients.add(FloatMatrix.zeros(originals.rows(), originals.columns()));
    }
    for (int image = 0; image < rowsOfImages.size(); image++) {
      int[] rows = rowsOfImages.get(image);
      for (int i = 0; i < rows.length; i++) {
        copyRow(ofImages.logits(), image, logits, rows[i]);
        for (int k = 0; k < each; k++) {
          copyRow(ofImages.gradients().get(i * each + k), image, gradients.get(k), rows[i]);
        }
      }
    }
    return new InputGradients(logits, gradients);
  }

  private static void copyRow(FloatMatrix from, int fromRow, FloatMatrix to, int toRow) {
    int columns = from.columns();
    System.arraycopy(from.values(), fromRow * columns, to.values(), toRow * columns, columns);
  }

  private static List<int[]> group(FloatMatrix originals, int[] samples) {
    List<int[]> groups = new ArrayList<>();
    Map<Integer, Integer> groupOfSample = new HashMap<>();
    for (int row = 0; row < samples.length; row++) {
      Integer known = groupOfSample.get(samples[row]);
      if (known != null && equal(originals, groups.get(known)[0], row)) {
        groups.set(known, append(groups.get(known), row));
      } else {
        groupOfSample.put(samples[row], groups.size());
        groups.add(new int[] {row});
      }
    }
    return groups;
  }

  private static int[] append(int[] rows, int row) {
    int[] longer = Arrays.copyOf(rows, rows.length + 1);
    longer[rows.length] = row;
    return longer;
  }

  private static boolean equal(FloatMatrix matrix, int a, int b) {
    int columns = matrix.columns();
    return Arrays.equals(
        matrix.values(),
        a * columns,
        (a + 1) * columns,
        matrix.values(),
        b * columns,
        (b + 1) * columns);
  }
}
