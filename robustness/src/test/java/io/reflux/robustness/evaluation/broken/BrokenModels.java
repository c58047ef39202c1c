package io.reflux.robustness.evaluation.broken;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.SplittableRandom;

/** Models that are wrong on purpose, each in one way, made of one that is not. */
final class BrokenModels {

  private BrokenModels() {}

  /**
   * Logits so far apart that softmax in float32 has no derivative.
   *
   * @param gap of the two largest logits, the median over the images
   */
  static Classifier saturated(Classifier sound, FloatMatrix images, double gap) {
    float factor = (float) (gap / WholeEvaluation.medianGap(sound.logits(images)));
    return new Wrapped(sound) {
      @Override
      FloatMatrix after(FloatMatrix logits) {
        float[] values = logits.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= factor;
        }
        return new FloatMatrix(logits.rows(), logits.columns(), values);
      }

      @Override
      float slope() {
        return factor;
      }
    };
  }

  /** Pixels rounded to a few levels, whose derivative is exactly zero. */
  static Classifier quantised(Classifier sound, int levels) {
    return new Wrapped(sound) {
      @Override
      FloatMatrix before(FloatMatrix x) {
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.round(values[i] * levels) / (float) levels;
        }
        return new FloatMatrix(x.rows(), x.columns(), values);
      }

      @Override
      float slope() {
        return 0;
      }
    };
  }

  /** Logits with noise, other noise at each look. */
  static Classifier noisy(Classifier sound, float deviation) {
    SplittableRandom random = new SplittableRandom(1);
    return new Wrapped(sound) {
      @Override
      FloatMatrix after(FloatMatrix logits) {
        float[] values = logits.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) (deviation * random.nextGaussian());
        }
        return new FloatMatrix(logits.rows(), logits.columns(), values);
      }
    };
  }

  /** The same answer whatever the image. */
  static Classifier constant(Classifier sound) {
    return new Wrapped(sound) {
      @Override
      FloatMatrix after(FloatMatrix logits) {
        float[] values = new float[logits.values().length];
        for (int row = 0; row < logits.rows(); row++) {
          values[row * logits.columns()] = 4;
        }
        return new FloatMatrix(logits.rows(), logits.columns(), values);
      }

      @Override
      float slope() {
        return 0;
      }
    };
  }

  /** A classifier with something before and something after it. */
  private abstract static class Wrapped implements Classifier {

    private final Classifier inner;

    Wrapped(Classifier inner) {
      this.inner = inner;
    }

    FloatMatrix before(FloatMatrix x) {
      return x;
    }

    FloatMatrix after(FloatMatrix logits) {
      return logits;
    }

    /** The factor of what is before and after it on derivatives. */
    float slope() {
      return 1;
    }

    @Override
    public ImageShape shape() {
      return inner.shape();
    }

    @Override
    public int classes() {
      return inner.classes();
    }

    @Override
    public FloatMatrix logits(FloatMatrix x) {
      return after(inner.logits(before(x)));
    }

    @Override
    public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
      FloatMatrix logits = logits(x);
      InputGradients found = inner.inputGradients(before(x), new SeedsAt(seeds, logits));
      return new InputGradients(logits, found.gradients().stream().map(this::scaled).toList());
    }

    private FloatMatrix scaled(FloatMatrix gradients) {
      float[] values = gradients.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] *= slope();
      }
      return new FloatMatrix(gradients.rows(), gradients.columns(), values);
    }
  }

  /** Seeds of the outer logits, whatever the inner ones are. */
  private record SeedsAt(LogitSeeds seeds, FloatMatrix logits) implements LogitSeeds {

    @Override
    public int count() {
      return seeds.count();
    }

    @Override
    public void fill(int row, float[] inner, float[][] filled) {
      seeds.fill(row, logits.row(row), filled);
    }
  }
}
