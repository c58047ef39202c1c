package io.reflux.robustness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.threat.Norm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardBudgetsTest {

  @ParameterizedTest
  @CsvSource({
    "mnist, 2.0, 0.3",
    "idx:somewhere, 2.0, 0.3",
    "fashion-mnist, 2.0, 0.1",
    "fashion-mnist-mini, 2.0, 0.1",
    "cifar10, 0.5, 0.03137254901960784"
  })
  void budgets_are_those_that_are_usual_for_the_images(String dataset, double l2, double linf) {
    StandardBudgets budgets = StandardBudgets.of(DatasetSpec.of(dataset));

    assertThat(budgets.in(Norm.L0)).isEqualTo(112);
    assertThat(budgets.in(Norm.L2)).isEqualTo(l2);
    assertThat(budgets.in(Norm.LINF)).isEqualTo(linf);
  }

  @Test
  void what_looks_for_the_smallest_change_has_no_limit_but_saliency_maps_have_theirs() {
    StandardBudgets budgets = StandardBudgets.of(DatasetSpec.of("mnist"));

    assertThat(budgets.of(AttackMode.CW_L2)).isInfinite();
    assertThat(budgets.of(AttackMode.CW_L0)).isInfinite();
    assertThat(budgets.of(AttackMode.JSMA_F_LOG)).isEqualTo(112);
    assertThat(budgets.of(AttackMode.PGD_LINF)).isEqualTo(0.3);
    assertThat(budgets.of(AttackMode.NOISE_L0)).isEqualTo(112);
  }
}
