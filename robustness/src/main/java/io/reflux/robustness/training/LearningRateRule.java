package io.reflux.robustness.training;

/**
 * Learning rate and momentum at which a temperature converges.
 *
 * <p>The loss sees the logits through {@code Z/T}, so its gradient shrinks about as 1/T, and the
 * paper's own values (Table II: rate 0.1, momentum 0.5) stay on their first plateau from T = 20 on.
 * Multiplying the rate by T diverges. What was found to converge is in between: an effective rate
 * {@code rate / (1 - momentum)} that is a power of T through the paper's 0.2 at T = 1 and 1 at T =
 * 20, thus 2.4 at T = 100 (measured on the paper's MNIST network, batch 128, either
 * initialization). Below T = 1 it is constant.
 */
public final class LearningRateRule {

  private static final double PAPER_MOMENTUM = 0.5;
  private static final double HOT_MOMENTUM = 0.9;
  private static final double PAPER_EFFECTIVE_RATE = 0.2;
  private static final double HOT_FROM = 2;
  private static final double EXPONENT = StrictMath.log(5) / StrictMath.log(20);
  private static final double DIGITS = 1e6;

  private LearningRateRule() {}

  /**
   * A learning rate and a momentum.
   *
   * @param learningRate above 0
   * @param momentum in [0, 1)
   */
  public record Step(double learningRate, double momentum) {}

  /**
   * The rule, rounded to six decimals.
   *
   * @param temperature T, above 0
   */
  public static Step forTemperature(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be > 0, was " + temperature);
    }
    double momentum = temperature < HOT_FROM ? PAPER_MOMENTUM : HOT_MOMENTUM;
    double rate = effectiveRate(Math.max(1, temperature)) * (1 - momentum);
    return new Step(Math.rint(rate * DIGITS) / DIGITS, momentum);
  }

  private static double effectiveRate(double temperature) {
    return PAPER_EFFECTIVE_RATE * StrictMath.pow(temperature, EXPONENT);
  }
}
