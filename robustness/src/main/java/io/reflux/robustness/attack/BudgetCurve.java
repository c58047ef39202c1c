package io.reflux.robustness.attack;

import java.util.Arrays;
import java.util.Collection;

/**
 * Success against budget, from one run with the largest budget: how many outcomes succeed with at
 * most b changed features, for every b. See {@link AttackOutcome#successWithin} for when this
 * equals separate runs.
 */
public final class BudgetCurve {

  private final int attempted;
  private final int[] successes;

  private BudgetCurve(int attempted, int[] successes) {
    this.attempted = attempted;
    this.successes = successes;
  }

  /**
   * The curve of some outcomes.
   *
   * @param outcomes of one attack
   * @param maxFeatures the budget of their run, at least 0
   */
  public static BudgetCurve of(Collection<AttackOutcome> outcomes, int maxFeatures) {
    int[] successes = new int[Math.addExact(maxFeatures, 1)];
    for (AttackOutcome outcome : outcomes) {
      if (outcome.successWithin(maxFeatures)) {
        successes[outcome.l0()]++;
      }
    }
    Arrays.parallelPrefix(successes, Integer::sum);
    return new BudgetCurve(outcomes.size(), successes);
  }

  /** How many outcomes there are. */
  public int attempted() {
    return attempted;
  }

  /** The budget of the run. */
  public int maxFeatures() {
    return successes.length - 1;
  }

  /**
   * How many outcomes succeed within a budget.
   *
   * @throws IllegalArgumentException if the budget is negative or above {@link #maxFeatures}: a run
   *     says nothing about larger budgets than its own
   */
  public int successes(int budget) {
    if (budget < 0 || budget > maxFeatures()) {
      throw new IllegalArgumentException(
          "budget must be in [0, %d], was %d".formatted(maxFeatures(), budget));
    }
    return successes[budget];
  }
}
