package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.saliency.FeatureChoice.Kind;
import io.reflux.robustness.attack.search.Pixels;
import io.reflux.robustness.network.FloatMatrix;

/**
 * The features of one image that can still move in the attack's direction, and the derivatives on
 * them. A feature is in the domain while a step changes it: below 1 for an increase, above 0 for a
 * decrease, unless the step is so small that float32 swallows it. The domain also knows whether
 * pairs are chosen or single features.
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
  private final int perStep;
  private int size;
  private int direction;

  /**
   * Scratch space for the choice of pairs in images of this many features.
   *
   * @param features at least 1
   */
  public SearchDomain(int features) {
    this(features, 2);
  }

  /**
   * Scratch space for images of this many features.
   *
   * @param features at least 1
   * @param perStep how many are chosen at a time, 1 or 2
   */
  public SearchDomain(int features, int perStep) {
    if (perStep < 1 || perStep > 2) {
      throw new IllegalArgumentException("features per step must be 1 or 2, were " + perStep);
    }
    this.perStep = perStep;
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
   * @param theta what a step adds to a feature
   */
  public void reset(FloatMatrix pixels, int row, float theta) {
    direction = theta > 0 ? 1 : -1;
    size = 0;
    int offset = row * pixels.columns();
    for (int feature = 0; feature < pixels.columns(); feature++) {
      float value = pixels.values()[offset + feature];
      if (Pixels.clip(value + theta) != value) {
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

  /** What has the largest pull times push, the first in flat order on a tie. */
  FeatureChoice best(Precision precision) {
    Kind kind = state();
    if (kind == Kind.SINGLE) {
      return onFeatures(bestSingle(precision));
    }
    return kind == Kind.PAIR ? onFeatures(pairs.best(size, precision)) : FeatureChoice.none(kind);
  }

  /** The largest pulls, lowest index on a tie, if their sum is positive. */
  FeatureChoice largestPulls() {
    Kind kind = state();
    if (kind != Kind.PAIR && kind != Kind.SINGLE) {
      return FeatureChoice.none(kind);
    }
    int first = largest(-1);
    if (kind == Kind.SINGLE) {
      return pull[first] > 0
          ? onFeatures(FeatureChoice.single(first))
          : FeatureChoice.none(Kind.EMPTY_MAP);
    }
    int second = largest(first);
    return pull[first] + pull[second] > 0
        ? onFeatures(FeatureChoice.pair(first, second))
        : FeatureChoice.none(Kind.EMPTY_MAP);
  }

  private FeatureChoice bestSingle(Precision precision) {
    int best = -1;
    double largest = 0;
    for (int i = 0; i < size; i++) {
      double score = pull[i] > 0 && push[i] > 0 ? precision.round(pull[i] * push[i]) : 0;
      if (score > largest) {
        largest = score;
        best = i;
      }
    }
    return best < 0 ? FeatureChoice.none(Kind.EMPTY_MAP) : FeatureChoice.single(best);
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
    if (size < perStep) {
      return Kind.EMPTY_DOMAIN;
    }
    boolean zero = true;
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(pull[i]) || !Double.isFinite(push[i])) {
        return Kind.NON_FINITE;
      }
      zero &= pull[i] == 0;
    }
    if (zero) {
      return Kind.ZERO_GRADIENT;
    }
    return perStep == 1 ? Kind.SINGLE : Kind.PAIR;
  }

  private FeatureChoice onFeatures(FeatureChoice positions) {
    return switch (positions.kind()) {
      case PAIR -> FeatureChoice.pair(features[positions.first()], features[positions.second()]);
      case SINGLE -> FeatureChoice.single(features[positions.first()]);
      default -> positions;
    };
  }
}
