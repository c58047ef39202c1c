package io.reflux.robustness.threat;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the size of a change is measured; pixels are in [0, 1], a colour pixel is three features. */
public enum Norm {
  /** The number of changed features. */
  L0("l0", "L0"),
  /** The Euclidean length of the change. */
  L2("l2", "L2"),
  /** The largest change of a feature. */
  LINF("linf", "Linf");

  private final String label;
  private final String title;

  Norm(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** The name in requests, records and file names, such as {@code linf}. */
  public String label() {
    return label;
  }

  /** The name for people, such as {@code Linf}. */
  public String title() {
    return title;
  }

  /** The one of three distances that this norm measures. */
  public double of(double l0, double l2, double linf) {
    return switch (this) {
      case L0 -> l0;
      case L2 -> l2;
      case LINF -> linf;
    };
  }

  /** The largest distance that two images in [0, 1] can have. */
  public double diameter(int features) {
    return of(features, Math.sqrt(features), 1);
  }

  /**
   * The norm of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Norm parse(String label) {
    return Arrays.stream(values())
        .filter(norm -> norm.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "norm must be one of %s, was '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Norm::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }
}
