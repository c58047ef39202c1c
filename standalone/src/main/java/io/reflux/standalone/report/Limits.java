package io.reflux.standalone.report;

import io.reflux.robustness.threat.Norm;
import io.reflux.schemas.avro.RobustnessScore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Within which change, and for which goal, in words that fit a column. */
final class Limits {

  private static final String UNTARGETED = "untargeted";
  private static final MathContext DIGITS = new MathContext(3);

  private Limits() {}

  /** {@code Linf 0.3}, {@code 112 features}, {@code any L2}. */
  static String of(String norm, Optional<Double> budget) {
    String title = Norm.parse(norm).title();
    if (budget.isEmpty()) {
      return "any " + title;
    }
    String size = new BigDecimal(budget.get()).round(DIGITS).stripTrailingZeros().toPlainString();
    return Norm.parse(norm) == Norm.L0 ? size + " features" : title + " " + size;
  }

  /** Whether any class but the true one will do: {@code any}, or each is aimed at: {@code each}. */
  static String goal(String goal) {
    return goal.equals(UNTARGETED) ? "any" : "each";
  }

  /** The mean distance of the successes in the norm of the attack. */
  static String distance(RobustnessScore score) {
    return switch (Norm.parse(score.getNorm())) {
      case L0 -> Figures.fixed(score.getMeanL0(), 1);
      case L2 -> Figures.fixed(score.getMeanL2(), 3);
      case LINF -> Figures.fixed(score.getMeanLinf(), 4);
    };
  }

  /** The same as a number, for programs. */
  static Optional<Double> meanDistance(RobustnessScore score) {
    return switch (Norm.parse(score.getNorm())) {
      case L0 -> score.getMeanL0();
      case L2 -> score.getMeanL2();
      case LINF -> score.getMeanLinf();
    };
  }

  /**
   * Whether an attack has a target and a budget of features, as the distillation paper's has; its
   * score has a robustness with a ceiling. Scores from before there were others have no budget.
   */
  static boolean countsFeatures(RobustnessScore score) {
    boolean limited = score.getBudget().isPresent() || score.getMaxFeatures() < score.getFeatures();
    return Norm.parse(score.getNorm()) == Norm.L0
        && !score.getGoal().equals(UNTARGETED)
        && (limited || score.getFeatures() == 0);
  }
}
