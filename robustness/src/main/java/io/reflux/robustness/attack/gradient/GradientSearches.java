package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Loss;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.threat.Norm;
import java.util.function.Function;

/** What each gradient attack is made of. */
public final class GradientSearches {

  private GradientSearches() {}

  /**
   * The search of a specification.
   *
   * @throws IllegalArgumentException if its mode is none of this family
   */
  public static Search of(AttackSpec spec) {
    GradientPlan plan =
        switch (spec.mode()) {
          case FGSM -> oneStep(spec, Loss.crossEntropy());
          case FGSM_F_FLOAT32 -> oneStep(spec, Loss.crossEntropyFloat32());
          case BIM -> fixed(spec, Loss.crossEntropy(), Start.ORIGINAL, tries(spec, 1));
          case PGD_LINF, PGD_L2 -> restarted(spec, Loss.crossEntropy());
          case PGD_LINF_MARGIN -> restarted(spec, Loss.margin());
          case PGD_LINF_F_FLOAT32 -> restarted(spec, Loss.crossEntropyFloat32());
          case PGD_LINF_SMALLEST -> fixed(spec, Loss.crossEntropy(), start(spec), bisected(spec));
          case APGD_LINF_CE, APGD_L2_CE ->
              adaptive(spec, Loss.crossEntropy(), tries(spec, spec.count("restarts")));
          case APGD_LINF_DLR, APGD_L2_DLR ->
              adaptive(spec, Loss.ratio(), tries(spec, spec.count("restarts")));
          case APGD_LINF_T, APGD_L2_T -> adaptive(spec, Loss.targetedRatio(), targets(spec));
          default ->
              throw new IllegalArgumentException(
                  spec.mode().label() + " is not an attack that climbs a gradient");
        };
    return new GradientSearch(plan);
  }

  private static GradientPlan oneStep(AttackSpec spec, Loss loss) {
    Ball ball = ball(spec);
    ProjectedSteps climb = new ProjectedSteps(ball, 1, spec.budget());
    return new GradientPlan(loss, ball, Start.ORIGINAL, 1, batch -> climb, tries(spec, 1));
  }

  private static GradientPlan restarted(AttackSpec spec, Loss loss) {
    return fixed(spec, loss, start(spec), tries(spec, spec.count("restarts")));
  }

  private static GradientPlan fixed(
      AttackSpec spec, Loss loss, Start start, Function<AttackBatch, Tries> tries) {
    Ball ball = ball(spec);
    int steps = spec.count("steps");
    ProjectedSteps climb = new ProjectedSteps(ball, steps, spec.real("stepSize"));
    return new GradientPlan(loss, ball, start, steps, batch -> climb, tries);
  }

  private static GradientPlan adaptive(
      AttackSpec spec, Loss loss, Function<AttackBatch, Tries> tries) {
    Ball ball = ball(spec);
    int steps = spec.count("steps");
    return new GradientPlan(
        loss, ball, start(spec), steps, batch -> new AutoSteps(ball, steps, batch.rows()), tries);
  }

  private static Function<AttackBatch, Tries> tries(AttackSpec spec, int count) {
    return batch -> new Restarts(batch, spec.budget(), count);
  }

  private static Function<AttackBatch, Tries> targets(AttackSpec spec) {
    int targets = spec.count("targets");
    int restarts = spec.count("restarts");
    return batch -> new LikelyTargets(batch, spec.budget(), targets, restarts);
  }

  private static Function<AttackBatch, Tries> bisected(AttackSpec spec) {
    double whole = Math.min(spec.budget(), Norm.LINF.diameter(1));
    int restarts = spec.count("restarts");
    int bisections = spec.count("bisections");
    return batch -> new Bisection(batch, whole, restarts, bisections);
  }

  private static Ball ball(AttackSpec spec) {
    return Ball.of(spec.mode().traits().norm());
  }

  private static Start start(AttackSpec spec) {
    return Start.random(spec.real("seed"));
  }
}
