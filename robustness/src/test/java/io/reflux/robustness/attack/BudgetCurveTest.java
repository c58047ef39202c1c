package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetCurveTest {

  private static final DenseClassifier MODEL = DenseClassifier.twoLayers(2, 30, 20, 4, 8);

  @Test
  void one_run_gives_the_success_of_every_smaller_budget() {
    BudgetCurve curve = BudgetCurve.of(run(20), 20);

    for (int budget = 0; budget <= 20; budget++) {
      long successes = run(budget).stream().filter(AttackOutcome::success).count();
      assertThat(curve.successes(budget)).isEqualTo((int) successes);
    }
    assertThat(curve.attempted()).isEqualTo(30);
    assertThat(curve.successes(20)).isGreaterThan(curve.successes(4)).isPositive();
  }

  @Test
  void a_run_says_nothing_about_larger_budgets() {
    BudgetCurve curve = BudgetCurve.of(List.of(), 20);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve.successes(21))
        .withMessage("budget must be in [0, 20], was 21");
  }

  private static List<AttackOutcome> run(int maxFeatures) {
    Random random = new Random(23);
    FloatMatrix images = FloatMatrix.zeros(10, 30);
    int[] labels = new int[10];
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextFloat();
    }
    FloatMatrix logits = MODEL.logits(images);
    for (int row = 0; row < labels.length; row++) {
      labels[row] = logits.argMax(row);
    }
    return Attack.of(AttackSpec.of("jsma-f-log", 1, maxFeatures))
        .run(MODEL, AttackBatch.allTargets(images, new int[10], labels, 4))
        .outcomes();
  }
}
