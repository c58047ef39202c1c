package io.reflux.benchmarks.sidebyside;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;

/** Measures the time that one caller spends inside a classifier. */
final class TimedClassifier implements Classifier {

  private final Classifier timed;
  private long nanoseconds;

  TimedClassifier(Classifier timed) {
    this.timed = timed;
  }

  double seconds() {
    return nanoseconds * 1e-9;
  }

  @Override
  public ImageShape shape() {
    return timed.shape();
  }

  @Override
  public int classes() {
    return timed.classes();
  }

  @Override
  public FloatMatrix logits(FloatMatrix x) {
    long begin = System.nanoTime();
    FloatMatrix logits = timed.logits(x);
    nanoseconds += System.nanoTime() - begin;
    return logits;
  }

  @Override
  public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
    long begin = System.nanoTime();
    InputGradients gradients = timed.inputGradients(x, seeds);
    nanoseconds += System.nanoTime() - begin;
    return gradients;
  }
}
