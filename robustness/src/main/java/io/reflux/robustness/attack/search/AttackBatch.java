package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import io.reflux.robustness.network.Seeds;
import io.reflux.robustness.threat.Goal;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The rows to attack: one per (sample, target) for a targeted goal, one per sample for an
 * untargeted one. The target of an untargeted row is its source, the class that it is to leave.
 */
public final class AttackBatch {

  private final FloatMatrix originals;
  private final int[] samples;
  private final int[] sources;
  private final int[] targets;
  private final Goal goal;
  private final SharedOriginals shared;

  /**
   * A batch of targeted rows.
   *
   * @param originals pixels in [0, 1], {@code [rows, features]}; shared, not copied
   * @param samples the index of each row's sample in its data set, {@code [rows]}
   * @param sources the label of each row's sample, {@code [rows]}
   * @param targets the class each row is to be moved to, never its source, {@code [rows]}
   * @throws IllegalArgumentException if the lengths differ, a pixel is outside [0, 1], or a target
   *     is the row's source
   */
  public AttackBatch(FloatMatrix originals, int[] samples, int[] sources, int[] targets) {
    this(originals, samples, sources, targets, Goal.TARGETED);
  }

  private AttackBatch(
      FloatMatrix originals, int[] samples, int[] sources, int[] targets, Goal goal) {
    this.goal = goal;
    this.originals = originals;
    this.samples = samples.clone();
    this.sources = sources.clone();
    this.targets = targets.clone();
    requireLength("samples", samples.length);
    requireLength("sources", sources.length);
    requireLength("targets", targets.length);
    requirePixels();
    for (int row = 0; row < targets.length; row++) {
      if (goal == Goal.TARGETED && sources[row] == targets[row]) {
        throw new IllegalArgumentException(
            "row %d: target must not be the source class %d".formatted(row, sources[row]));
      }
    }
    shared = new SharedOriginals(originals, samples);
  }

  /**
   * Every sample with every class but its own, targets ascending within a sample.
   *
   * @param images pixels in [0, 1], {@code [samples, features]}
   * @param samples the index of each image in its data set
   * @param labels the label of each image, in [0, classes)
   * @param classes the number of classes
   */
  public static AttackBatch allTargets(
      FloatMatrix images, int[] samples, int[] labels, int classes) {
    int[] images2rows = new int[Math.multiplyExact(images.rows(), classes - 1)];
    int[] targets = new int[images2rows.length];
    for (int row = 0; row < targets.length; row++) {
      int image = row / (classes - 1);
      int other = row % (classes - 1);
      images2rows[row] = image;
      targets[row] = other < labels[image] ? other : other + 1;
    }
    return new AttackBatch(
        images.select(images2rows),
        gather(samples, images2rows),
        gather(labels, images2rows),
        targets);
  }

  /**
   * Every sample once, to be moved to any class but its own.
   *
   * @param images pixels in [0, 1], {@code [samples, features]}; shared, not copied
   * @param samples the index of each image in its data set
   * @param labels the label of each image
   */
  public static AttackBatch untargeted(FloatMatrix images, int[] samples, int[] labels) {
    return new AttackBatch(images, samples, labels, labels, Goal.UNTARGETED);
  }

  /** The rows that a goal makes of some samples. */
  public static AttackBatch of(
      Goal goal, FloatMatrix images, int[] samples, int[] labels, int classes) {
    return goal == Goal.TARGETED
        ? allTargets(images, samples, labels, classes)
        : untargeted(images, samples, labels);
  }

  /** Some of the rows, in that order. */
  public AttackBatch select(int[] rows) {
    return new AttackBatch(
        originals.select(rows),
        gather(samples, rows),
        gather(sources, rows),
        gather(targets, rows),
        goal);
  }

  /** The same rows with images of their own. */
  public AttackBatch from(FloatMatrix images) {
    return new AttackBatch(images, samples, sources, targets, goal);
  }

  /** What counts as success. */
  public Goal goal() {
    return goal;
  }

  /** The number of rows. */
  public int rows() {
    return originals.rows();
  }

  /** The unchanged images, {@code [rows, features]} in [0, 1]; not to be written to. */
  public FloatMatrix originals() {
    return originals;
  }

  /** The index of a row's sample in its data set. */
  public int sample(int row) {
    return samples[row];
  }

  /** The label of a row's sample. */
  public int source(int row) {
    return sources[row];
  }

  /** The class a row is to be moved to; its source if it is to be moved anywhere else. */
  public int target(int row) {
    return targets[row];
  }

  /** Whether these logits of some row are what the goal asks for; never if one is not finite. */
  public boolean reached(FloatMatrix logits, int row, int target) {
    return logits.finite(row) && (goal == Goal.TARGETED) == (logits.argMax(row) == target);
  }

  /** A row's own random numbers, which do not depend on the other rows. */
  public SplittableRandom random(long seed, int row) {
    return new SplittableRandom(Seeds.derive(seed, samples[row], targets[row]));
  }

  /** A copy of all targets. */
  public int[] targets() {
    return targets.clone();
  }

  /** The logits of the originals, {@code [rows, classes]}; each image is asked about once. */
  public FloatMatrix logits(Classifier classifier) {
    return shared.logits(classifier);
  }

  /**
   * Logits and products on the originals, as of {@link Classifier#inputGradients}; the targets of a
   * sample share one forward pass.
   */
  public InputGradients gradients(Classifier classifier, LogitSeeds seeds) {
    return shared.gradients(classifier, seeds);
  }

  /**
   * Checks that a classifier can be attacked with this batch.
   *
   * @throws IllegalArgumentException if it has another number of features or lacks a class
   */
  public void requireFits(Classifier classifier) {
    int features = classifier.shape().features();
    if (originals.columns() != features) {
      throw new IllegalArgumentException(
          "originals must have the model's %d features, had %d"
              .formatted(features, originals.columns()));
    }
    for (int row = 0; row < targets.length; row++) {
      requireClass("source", row, sources[row], classifier.classes());
      requireClass("target", row, targets[row], classifier.classes());
    }
  }

  private static void requireClass(String name, int row, int value, int classes) {
    if (value < 0 || value >= classes) {
      throw new IllegalArgumentException(
          "row %d: %s must be in [0, %d), was %d".formatted(row, name, classes, value));
    }
  }

  private void requireLength(String name, int length) {
    if (length != originals.rows()) {
      throw new IllegalArgumentException(
          "%s must have one entry for each of the %d rows, had %d"
              .formatted(name, originals.rows(), length));
    }
  }

  private void requirePixels() {
    float[] values = originals.values();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new IllegalArgumentException(
            "row %d: pixels must be in [0, 1], feature %d was %s"
                .formatted(i / originals.columns(), i % originals.columns(), values[i]));
      }
    }
  }

  private static int[] gather(int[] values, int[] indices) {
    return Arrays.stream(indices).map(index -> values[index]).toArray();
  }
}
