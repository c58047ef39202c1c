package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.ParameterLayout;

/**
 * What determines a network's arithmetic, but for its parameters.
 *
 * @param architecture the layers
 * @param shape the shape of its input images
 * @param classes the number of its logits, at least 2
 */
public record NetworkStructure(Architecture architecture, ImageShape shape, int classes) {

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException naming the layer that does not fit
   */
  public NetworkStructure {
    ParameterLayout.of(architecture, shape, classes);
  }

  /** The layout of this network's parameters. */
  public ParameterLayout layout() {
    return ParameterLayout.of(architecture, shape, classes);
  }
}
