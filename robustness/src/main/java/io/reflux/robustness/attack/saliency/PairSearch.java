package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.saliency.FeatureChoice.Kind;

/**
 * Finds, among n features with a pull and a push each, the pair with the largest {@code (pull_p +
 * pull_q) * (push_p + push_q)} where both sums are positive: the same pair as comparing all n * n,
 * without doing so.
 *
 * <p>Rounding is monotone, so three facts hold in either number type. (1) No pair of p scores above
 * {@code (pull_p + largest pull) * (push_p + largest push)}; features whose bound is below a score
 * already found are out. (2) If two others have both a pull and a push at least as large as p's,
 * one of them can take p's place in any pair without lowering the score; so the largest score is
 * found among the features that at most one other dominates, a sweep in order of pull. (3) In that
 * order the bound of a pair falls with the partner's pull, so the scan for partners stops early.
 * Once the largest score is known, the first pair in flat order that has it is looked up: the
 * lowest p that reaches it with an undominated partner, then its lowest partner.
 *
 * <p>O(n) plus O(k log k) for the k features within the first bound, plus a scan over the few
 * undominated ones (2 to 62 of 784 measured). Only where pull and push oppose each other perfectly
 * are all features undominated and is the time quadratic; memory never is: two index arrays.
 * Features whose derivatives are not numbers are in no pair. Not thread-safe.
 */
final class PairSearch {

  private final double[] pull;
  private final double[] push;
  private final int[] contenders;
  private final int[] undominated;
  private Precision precision = Precision.FLOAT64;
  private double largestPull;
  private double largestPush;

  /** Searches in these arrays, which the caller fills before each {@link #best}. */
  PairSearch(double[] pull, double[] push) {
    this.pull = pull;
    this.push = push;
    this.contenders = new int[pull.length];
    this.undominated = new int[pull.length];
  }

  /** The best pair of the first {@code size} entries as positions, or EMPTY_MAP. */
  FeatureChoice best(int size, Precision numberType) {
    precision = numberType;
    largestPull = largest(pull, size);
    largestPush = largest(push, size);
    double known = attainable(size);
    int contending = collectContenders(size, known);
    int candidates = collectUndominated(contending);
    double maximum = maximum(candidates, known);
    return maximum > 0
        ? firstWith(maximum, contending, candidates)
        : FeatureChoice.none(Kind.EMPTY_MAP);
  }

  /** A score that some pair has: the best partner of a promising feature, and that one's best. */
  private double attainable(int size) {
    int promising = 0;
    double bound = 0;
    for (int p = 0; p < size; p++) {
      if (bound(p) > bound) {
        bound = bound(p);
        promising = p;
      }
    }
    int partner = bestPartner(promising, size);
    return partner < 0 ? 0 : score(partner, bestPartner(partner, size));
  }

  private int bestPartner(int p, int size) {
    int partner = -1;
    double best = 0;
    for (int q = 0; q < size; q++) {
      if (q != p && score(p, q) > best) {
        best = score(p, q);
        partner = q;
      }
    }
    return partner;
  }

  private int collectContenders(int size, double known) {
    int count = 0;
    for (int p = 0; p < size; p++) {
      double bound = bound(p);
      if (bound > 0 && bound >= known) {
        contenders[count++] = p;
      }
    }
    return count;
  }

  private int collectUndominated(int contending) {
    System.arraycopy(contenders, 0, undominated, 0, contending);
    sortByPull(contending);
    double largest = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (int i = 0; i < contending; i++) {
      double value = push[undominated[i]];
      if (value > second) {
        undominated[count++] = undominated[i];
        second = Math.min(value, largest);
        largest = Math.max(value, largest);
      }
    }
    return count;
  }

  private double maximum(int candidates, double known) {
    double maximum = known;
    for (int i = 0; i < candidates; i++) {
      int p = undominated[i];
      for (int j = i + 1; j < candidates; j++) {
        int q = undominated[j];
        if (product(pull[p] + pull[q], push[p] + largestPush) <= maximum) {
          break;
        }
        maximum = Math.max(maximum, score(p, q));
      }
    }
    return maximum;
  }

  private FeatureChoice firstWith(double maximum, int contending, int candidates) {
    for (int i = 0; i < contending; i++) {
      int p = contenders[i];
      if (bound(p) >= maximum && partnerWith(maximum, p, undominated, candidates) >= 0) {
        return FeatureChoice.pair(p, partnerWith(maximum, p, contenders, contending));
      }
    }
    throw new AssertionError("no pair has the largest score " + maximum);
  }

  private int partnerWith(double score, int p, int[] among, int count) {
    for (int i = 0; i < count; i++) {
      if (among[i] != p && score(p, among[i]) == score) {
        return among[i];
      }
    }
    return -1;
  }

  private double score(int p, int q) {
    return product(pull[p] + pull[q], push[p] + push[q]);
  }

  private double bound(int p) {
    return product(pull[p] + largestPull, push[p] + largestPush);
  }

  private double product(double pullSum, double pushSum) {
    double a = precision.round(pullSum);
    double b = precision.round(pushSum);
    return a > 0 && b > 0 ? precision.round(a * b) : 0;
  }

  private static double largest(double[] values, int size) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      largest = values[i] > largest ? values[i] : largest;
    }
    return largest;
  }

  /** Heap sort of the first entries of {@code undominated}: falling pull, then falling push. */
  private void sortByPull(int count) {
    for (int parent = count / 2 - 1; parent >= 0; parent--) {
      sift(parent, count);
    }
    for (int end = count - 1; end > 0; end--) {
      swap(0, end);
      sift(0, end);
    }
  }

  private void sift(int start, int count) {
    int parent = start;
    for (int child = 2 * parent + 1; child < count; child = 2 * parent + 1) {
      if (child + 1 < count && before(undominated[child], undominated[child + 1])) {
        child++;
      }
      if (!before(undominated[parent], undominated[child])) {
        return;
      }
      swap(parent, child);
      parent = child;
    }
  }

  private boolean before(int p, int q) {
    return pull[p] > pull[q] || (pull[p] == pull[q] && push[p] > push[q]);
  }

  private void swap(int i, int j) {
    int kept = undominated[i];
    undominated[i] = undominated[j];
    undominated[j] = kept;
  }
}
