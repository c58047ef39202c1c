package io.reflux.benchmarks.suite;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.verdict.Judgement;
import io.reflux.robustness.evaluation.verdict.VerdictRules;
import io.reflux.robustness.evaluation.warning.ReliabilityWarning;
import io.reflux.robustness.evaluation.warning.ReliabilityWarnings;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.experiment.StandardBudgets;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.threat.Goal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs every attack there is on an undistilled and a distilled net, with standard budgets and
 * parameters, and prints what each came to, what is warned of, and the verdict on either net.
 */
@Command(
    name = "suite.AllAttacks",
    mixinStandardHelpOptions = true,
    description = "Every attack on an undistilled and a distilled MNIST net.")
public final class AllAttacks implements Callable<Integer> {

  private static final int FEATURES = 28 * 28;
  private static final StandardBudgets BUDGETS = StandardBudgets.of(DatasetSpec.of("mnist"));

  @Mixin private SuiteOptions options = new SuiteOptions();

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AllAttacks()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try (Compute compute = Compute.ofAllProcessors()) {
      SuiteRuns runs = options.runs(compute);
      for (ModelRole role : List.of(ModelRole.BASELINE, ModelRole.STUDENT)) {
        evaluate(role, runs);
      }
    }
    return 0;
  }

  private void evaluate(ModelRole role, SuiteRuns runs) throws IOException {
    ModelQuality quality = runs.quality(role);
    System.out.printf(
        Locale.ROOT,
        "%n%s, accuracy %.2f %%%n%-26s %-10s %-9s %5s %9s %9s %8s %8s  %s%n",
        role.name().toLowerCase(Locale.ROOT),
        100 * quality.accuracy(),
        "attack",
        "goal",
        "budget",
        "rows",
        "success",
        "distance",
        "seconds",
        "queries",
        "warnings");
    List<AttackRows> attacks = new ArrayList<>();
    for (AttackMode mode : AttackMode.values()) {
      AttackSpec spec = spec(mode, role);
      AttackRun run = runs.run(role, spec, options.samples());
      AttackRows rows = run.evaluated(spec);
      attacks.add(rows);
      print(run, spec, warnings(rows));
    }
    ModelAttacks all = new ModelAttacks(attacks);
    ReliabilityWarnings.ofModel(
            quality.accuracy(),
            OptionalDouble.of(quality.logits().gaps().median()),
            quality.samples())
        .forEach(AllAttacks::print);
    ReliabilityWarnings.ofAttacks(all).forEach(AllAttacks::print);
    Judgement judgement = VerdictRules.judgeModel(quality.accuracy(), all);
    System.out.printf("%s: %s%n", judgement.verdict(), judgement.evidence());
  }

  /** Any class will do where that is defined, so that a sample is attacked once. */
  private static AttackSpec spec(AttackMode mode, ModelRole role) {
    AttackSpec usual = AttackSpec.of(mode, BUDGETS.of(mode));
    AttackSpec spec =
        mode.traits().goals().contains(Goal.UNTARGETED) ? usual.withGoal(Goal.UNTARGETED) : usual;
    if (mode.usesTemperature()) {
      return spec.withTemperature(role == ModelRole.STUDENT ? MnistNets.TEMPERATURE : 1);
    }
    return mode.transfers() ? spec.withSurrogate(SuiteRuns.other(role).name()) : spec;
  }

  private static List<ReliabilityWarning> warnings(AttackRows rows) {
    int budget = rows.spec().maxFeatures(FEATURES);
    RobustnessMetric metric = RobustnessMetric.of(rows.rows().cells(), budget, FEATURES);
    return ReliabilityWarnings.ofScore(rows.spec(), rows.score(), metric);
  }

  private static void print(AttackRun run, AttackSpec spec, List<ReliabilityWarning> warnings) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %-10s %-9s %5d %7.2f %% %9.3f %8.1f %8.0f  %s%n",
        spec.mode().label(),
        spec.goal().label(),
        spec.boundary().limit(),
        run.attempted(),
        run.percent(),
        run.meanDistance(),
        run.seconds(),
        run.queries(),
        warnings.stream().map(ReliabilityWarning::code).collect(Collectors.joining(", ")));
  }

  private static void print(ReliabilityWarning warning) {
    System.out.printf("%s: %s%n", warning.code(), warning.evidence());
  }
}
