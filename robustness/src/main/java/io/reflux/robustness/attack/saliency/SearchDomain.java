package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.saliency.PairChoice.Kind;
import io.reflux.robustness.network.FloatMatrix;

/**
 * The features of one image that can still move in the attack's direction, and the derivatives on
 * them. A feature is in the domain while it is below 1 (increase) or above 0 (decrease).
 *
 * <p>Derivatives are kept with the signs of an increase: {@code pull = alpha}, {@code push =
 * -beta}, both negated for a decrease, so that a good pair always has a positive pull and a
 * positive push. One object serves row after row without allocating; it is not thread-safe.
 */
public final class SearchDomain {

  private final int[] features;
  private final double[] pull;
  private final double[] push;
  private final PairSearch pairs;
  private int size;
  private int direction;

  /**
   * Scratch space for images of this many features.
   *
   * @param features at least 1
   */
  public SearchDomain(int features) {
    this.features = new int[features];
    this.pull = new double[features];
    this.push = new double[features];
    this.pairs = new PairSearch(pull, push);
  }

  /**
   * Starts over with the features of one image that can still move.
   *
   * @param pixels {@code [rows, features]} in [0, 1]
   * @param row the image
   * @param increase whether features move up
   */
  public void reset(FloatMatrix pixels, int row, boolean increase) {
    direction = increase ? 1 : -1;
    size = 0;
    int offset = row * pixels.columns();
    for (int feature = 0; feature < pixels.columns(); feature++) {
      float value = pixels.values()[offset + feature];
      if (increase ? value < 1 : value > 0) {
        features[size++] = feature;
      }
    }
  }

  /** The number of features in the domain. */
  public int size() {
    return size;
  }

  /** The flat index of the i-th feature of the domain, ascending in i. */
  int feature(int i) {
    return features[i];
  }

  /** Sets the derivatives of the i-th feature of the domain. */
  void set(int i, double alpha, double beta) {
    pull[i] = direction * alpha;
    push[i] = -direction * beta;
  }

  /** Sets all derivatives from one row of two matrices. */
  void load(FloatMatrix alpha, FloatMatrix beta, int row) {
    int offset = row * alpha.columns();
    float[] alphas = alpha.values();
    float[] betas = beta.values();
    for (int i = 0; i < size; i++) {
      int at = offset + features[i];
      set(i, alphas[at], betas[at]);
    }
  }

  /** The admissible pair with the largest pull times push, the first in flat order on a tie. */
  PairChoice bestPair(Precision precision) {
    Kind kind = state();
    return kind == Kind.PAIR ? onFeatures(pairs.best(size, precision)) : PairChoice.none(kind);
  }

  /** The two largest pulls, lowest index on a tie, if their sum is positive. */
  PairChoice twoLargest() {
    Kind kind = state();
    if (kind != Kind.PAIR) {
      return PairChoice.none(kind);
    }
    int first = largest(-1);
    int second = largest(first);
    return pull[first] + pull[second] > 0
        ? onFeatures(PairChoice.pair(first, second))
        : PairChoice.none(Kind.EMPTY_MAP);
  }

  private int largest(int except) {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (i != except && (best < 0 || pull[i] > pull[best])) {
        best = i;
      }
    }
    return best;
  }

  private Kind state() {
    if (size < 2) {
      return Kind.EMPTY_DOMAIN;
    }
    boolean zero = true;
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(pull[i]) || !Double.isFinite(push[i])) {
        return Kind.NON_FINITE;
      }
      zero &= pull[i] == 0;
    }
    return zero ? Kind.ZERO_GRADIENT : Kind.PAIR;
  }

  private PairChoice onFeatures(PairChoice positions) {
    return positions.kind() == Kind.PAIR
        ? PairChoice.pair(features[positions.first()], features[positions.second()])
        : positions;
  }
}
