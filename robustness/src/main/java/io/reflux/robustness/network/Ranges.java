package io.reflux.robustness.network;

/** The range checks of layers and architectures, with messages that name what is wrong. */
final class Ranges {

  private Ranges() {}

  static void check(String name, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d], was %d".formatted(name, lowest, highest, value));
    }
  }

  static void fits(String name, int extent, ImageShape map) {
    if (extent > map.height() || extent > map.width()) {
      throw new IllegalArgumentException(
          "%s %d is larger than its %d x %d map"
              .formatted(name, extent, map.height(), map.width()));
    }
  }
}
