package io.reflux.robustness.evaluation.warning;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.attack.spec.Promise;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.BoundaryResult.Excess;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.verdict.AttackEvidence;
import io.reflux.robustness.evaluation.verdict.Disagreement;
import io.reflux.robustness.evaluation.warning.Contradiction.AttacksDisagree;
import io.reflux.robustness.evaluation.warning.Contradiction.BlackBoxBeatsWhiteBox;
import io.reflux.robustness.evaluation.warning.Contradiction.CurveNotMonotone;
import io.reflux.robustness.evaluation.warning.Contradiction.SingleStepBeatsIterative;
import io.reflux.robustness.evaluation.warning.Contradiction.TransferBeatsWhiteBox;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for attacks that contradict each other. */
final class Contradictions {

  private Contradictions() {}

  /** Those within one boundary, among attacks that had its whole budget; each code at most once. */
  static List<Contradiction> within(BoundaryResult result) {
    List<Contradiction> found = new ArrayList<>();
    Disagreement.ofNumberTypes(result).stream()
        .limit(1)
        .forEach(pair -> found.add(new AttacksDisagree(pair)));
    addBeaten(
        found,
        result,
        result.atFullBudget(attack -> attack.whiteBox() && !iterative(attack)),
        result.atFullBudget(AttackRows::exactGradients),
        SingleStepBeatsIterative::new);
    List<AttackRows> whiteBox = result.atFullBudget(AttackRows::whiteBox);
    addBeaten(
        found,
        result,
        result.atFullBudget(AttackRows::blackBox),
        whiteBox,
        BlackBoxBeatsWhiteBox::new);
    addBeaten(
        found,
        result,
        result.atFullBudget(attack -> attack.spec().mode().transfers()),
        whiteBox,
        TransferBeatsWhiteBox::new);
    return found;
  }

  /** The same attack with several budgets, of which a larger one succeeds less. */
  static List<Contradiction> ofBudgets(ModelAttacks attacks) {
    Map<String, List<AttackRows>> sameButBudget =
        attacks.attacks().stream()
            .filter(attack -> promise(attack) == Promise.WITHIN_BUDGET)
            .sorted(comparing(attack -> attack.spec().budget()))
            .collect(groupingBy(Contradictions::withoutBudget, TreeMap::new, toList()));
    return sameButBudget.values().stream()
        .flatMap(curve -> falls(curve).stream().limit(1))
        .toList();
  }

  private static List<Contradiction> falls(List<AttackRows> ascending) {
    List<AttackEvidence> curve =
        ascending.stream()
            .map(
                attack ->
                    AttackEvidence.of(
                        BoundaryResult.of(attack.spec().boundary(), List.of(attack)), attack))
            .toList();
    List<Contradiction> falls = new ArrayList<>();
    for (int larger = 1; larger < curve.size(); larger++) {
      for (int smaller = 0; smaller < larger; smaller++) {
        if (curve.get(smaller).interval().low() > curve.get(larger).interval().high()) {
          falls.add(new CurveNotMonotone(curve.get(smaller), curve.get(larger)));
        }
      }
    }
    return falls;
  }

  private static void addBeaten(
      List<Contradiction> found,
      BoundaryResult result,
      List<AttackRows> some,
      List<AttackRows> others,
      Beaten warning) {
    Excess excess = result.excess(some, others);
    if (excess.rows() > 0 && excess.share() >= Contradiction.EXCESS_THRESHOLD) {
      String names = some.stream().map(AttackRows::name).distinct().sorted().collect(joining(", "));
      found.add(warning.of(result.boundary(), names, excess));
    }
  }

  /** How to say it. */
  private interface Beaten {
    Contradiction of(Boundary boundary, String names, Excess excess);
  }

  private static boolean iterative(AttackRows attack) {
    return !attack.spec().mode().traits().singleStep();
  }

  private static Promise promise(AttackRows attack) {
    return attack.spec().mode().traits().promise();
  }

  private static String withoutBudget(AttackRows attack) {
    AttackSpec spec = attack.spec();
    return spec.withBudget(0).canonical().toString();
  }
}
