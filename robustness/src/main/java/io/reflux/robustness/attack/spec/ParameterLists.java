package io.reflux.robustness.attack.spec;

import static io.reflux.robustness.attack.spec.AttackParameter.amount;
import static io.reflux.robustness.attack.spec.AttackParameter.count;
import static io.reflux.robustness.attack.spec.AttackParameter.positive;
import static io.reflux.robustness.attack.spec.AttackParameter.seed;
import static io.reflux.robustness.attack.spec.AttackParameter.signed;

import java.util.List;
import java.util.stream.Stream;

/** What each family of attacks can be told, with the standard values and where they come from. */
final class ParameterLists {

  private static final double MOST_CONSTANT = 1e10;
  private static final double MOST_CONFIDENCE = 1000;
  private static final double MOST_TEMPERATURE = 1e6;

  private static final AttackParameter STEP_SIZE =
      amount("stepSize", 0, 1000, "length of a step; 0 = 2.5 x budget / steps (Madry et al. 2017)");
  private static final AttackParameter RESTARTS = count("restarts", 1, 1, "random starts");
  private static final AttackParameter LEARNING_RATE =
      positive("learningRate", 0.1, 1, "Adam's step (their code: 0.01, for ten times the steps)");
  private static final AttackParameter CONSTANT =
      positive(
          "initialConstant", 1e-3, MOST_CONSTANT, "first weight of the loss (their code: 0.001)");
  private static final AttackParameter CONFIDENCE =
      amount("confidence", 0, MOST_CONFIDENCE, "kappa: by how much the logits must be apart");
  private static final AttackParameter CW_STEPS =
      count("steps", 1000, 1, "Adam steps per search step at most (their code: 10,000)");

  static final List<AttackParameter> JSMA =
      List.of(
          signed("theta", 1, "added to a chosen feature; 1 sets it to its maximum"),
          new AttackParameter(
              "featuresPerStep",
              2,
              new AttackParameter.Range(1, 2, true),
              true,
              "features changed at a time: pairs, as in the paper, or single ones"));
  static final List<AttackParameter> JSMA_AT_T =
      with(
          JSMA,
          new AttackParameter(
              "temperature",
              Double.NaN,
              new AttackParameter.Range(0, MOST_TEMPERATURE, false),
              false,
              "T of the softmax; that of the model's training"));

  static final List<AttackParameter> STEPS =
      List.of(count("steps", 40, 1, "steps from the original"), STEP_SIZE);
  static final List<AttackParameter> PGD =
      List.of(
          count("steps", 40, 1, "steps from each start (Madry et al. 2017: 40 on MNIST)"),
          STEP_SIZE,
          RESTARTS,
          seed());
  static final List<AttackParameter> PGD_IN_L2 =
      List.of(
          count("steps", 100, 1, "steps from each start"),
          amount("stepSize", 0, 1000, "length of a step; 0 = 10 x budget / steps"),
          RESTARTS,
          seed());
  static final List<AttackParameter> BISECTION =
      with(PGD, count("bisections", 10, 1, "budgets tried below the whole, each halving the rest"));
  static final List<AttackParameter> APGD =
      List.of(count("steps", 100, 1, "steps from each start (AutoAttack: 100)"), RESTARTS, seed());
  static final List<AttackParameter> APGD_TARGETS =
      with(APGD, count("targets", 9, 1, "classes tried, the likeliest first (AutoAttack: 9)"));
  static final List<AttackParameter> CW_L2_SEARCH =
      List.of(
          CW_STEPS,
          count("searchSteps", 9, 1, "constants tried by bisection (their code: 9)"),
          LEARNING_RATE,
          CONSTANT,
          CONFIDENCE);
  static final List<AttackParameter> CW_LINF_SEARCH =
      List.of(
          count("steps", 300, 1, "Adam steps per threshold at most (their code: 1,000)"),
          positive("learningRate", 0.02, 1, "Adam's step (their code: 0.005, a tenth as fast)"),
          positive("initialConstant", 1e-3, MOST_CONSTANT, "first weight of the loss (1e-5)"),
          positive("largestConstant", 20, MOST_CONSTANT, "weight at which to give up (20)"),
          positive("decrease", 0.97, 1, "factor on the threshold after a success (0.9)"));
  static final List<AttackParameter> CW_L0_SEARCH =
      List.of(
          count("steps", 200, 1, "Adam steps per set of features and weight (their code: 1,000)"),
          positive("learningRate", 0.1, 1, "Adam's step (their code: 0.01, a fifth as fast)"),
          CONSTANT,
          positive("largestConstant", 2e6, MOST_CONSTANT, "weight at which to give up (2e6)"));
  static final List<AttackParameter> DEEPFOOL_STEPS =
      List.of(
          count("steps", 50, 1, "linearisations (the authors' code: 50)"),
          amount("overshoot", 0.02, 1, "how far beyond the boundary (0.02)"));
  static final List<AttackParameter> DDN_STEPS =
      List.of(
          count("steps", 300, 1, "steps (Rony et al. 2019: 100, 300 or 1,000)"),
          positive("initialNorm", 1, 1000, "first length of the change (1)"),
          positive("factor", 0.05, 1, "gamma: by how much the length changes a step (0.05)"));

  static final List<AttackParameter> SQUARES_LINF = queries(5000, share(0.8));
  static final List<AttackParameter> SQUARES_L2 = queries(5000, share(0.1));
  static final List<AttackParameter> SPARSE_SEARCH =
      queries(5000, positive("share", 0.3, 1, "share of the features exchanged at first (0.3)"));
  static final List<AttackParameter> BOUNDARY_WALK =
      queries(
          10_000,
          count("startTries", 100, 1, "random images tried as a start (100)"),
          count("gradientQueries", 100, 1, "first number of queries per gradient (100)"));
  static final List<AttackParameter> NOISE =
      List.of(count("tries", 1000, 1, "random points (Carlini et al. 2019 ask for many)"), seed());
  static final List<AttackParameter> RANDOM_START =
      List.of(count("tries", 1, 1, "random starts"), seed());
  static final List<AttackParameter> AUTO =
      with(APGD_TARGETS, count("queries", 5000, 1, "of the random search over squares (5,000)"));

  private ParameterLists() {}

  private static AttackParameter share(double standard) {
    return positive("share", standard, 1, "share of the image that a square covers at first");
  }

  private static List<AttackParameter> queries(int standard, AttackParameter... others) {
    return Stream.concat(
            Stream.of(count("queries", standard, 1, "images asked about"), seed()),
            Stream.of(others))
        .toList();
  }

  private static List<AttackParameter> with(List<AttackParameter> all, AttackParameter another) {
    return Stream.concat(all.stream(), Stream.of(another)).toList();
  }
}
