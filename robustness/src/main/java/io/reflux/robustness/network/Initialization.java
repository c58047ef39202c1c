package io.reflux.robustness.network;

import java.util.SplittableRandom;

/**
 * How the weights of a network are drawn before training; biases start at zero. The scale decides
 * whether training at a high temperature leaves its first plateau at all: {@link #HE} does where
 * {@link #GLOROT} often does not.
 */
public enum Initialization {

  /** Normal with variance 2 / fan-in (He et al. 2015, section 2.2). */
  HE {
    @Override
    double draw(SplittableRandom random, ParameterLayout.Block block) {
      return random.nextGaussian() * Math.sqrt(2.0 / block.inputs());
    }
  },

  /** Uniform in +-sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, equation 16). */
  GLOROT {
    @Override
    double draw(SplittableRandom random, ParameterLayout.Block block) {
      double limit = Math.sqrt(6.0 / (block.inputs() + block.fanOut()));
      return (2 * random.nextDouble() - 1) * limit;
    }
  };

  abstract double draw(SplittableRandom random, ParameterLayout.Block block);

  /**
   * Draws the parameters of a network. Layer {@code i} (counted among the layers with parameters)
   * reads the generator {@code new SplittableRandom(Seeds.derive(seed, i))} in the order of its
   * weights, so the same seed always gives the same bytes.
   */
  public Parameters draw(ParameterLayout layout, long seed) {
    float[] values = new float[layout.size()];
    for (int i = 0; i < layout.blocks().size(); i++) {
      ParameterLayout.Block block = layout.blocks().get(i);
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, i));
      for (int k = block.offset(); k < block.biasOffset(); k++) {
        values[k] = (float) draw(random, block);
      }
    }
    return new Parameters(layout, values);
  }
}
