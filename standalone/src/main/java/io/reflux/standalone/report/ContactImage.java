package io.reflux.standalone.report;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;

/**
 * One attacked image, before and after.
 *
 * @param shape its height, width and channels
 * @param original one row of pixels in [0, 1], NHWC
 * @param adversarial the same after the attack
 * @param source the name of the true class
 * @param target the name of the class that the attack steered to
 * @param mode what the attack computes
 * @param model what people call the attacked model, such as {@code student T=20}
 */
public record ContactImage(
    ImageShape shape,
    FloatMatrix original,
    FloatMatrix adversarial,
    String source,
    String target,
    String mode,
    String model) {

  /** Checks that both images have the shape. */
  public ContactImage {
    requireOneImage("original", original, shape);
    requireOneImage("adversarial", adversarial, shape);
  }

  private static void requireOneImage(String name, FloatMatrix image, ImageShape shape) {
    if (image.rows() != 1 || image.columns() != shape.features()) {
      throw new IllegalArgumentException(
          "%s must be [1, %d], was [%d, %d]"
              .formatted(name, shape.features(), image.rows(), image.columns()));
    }
  }
}
