package io.reflux.robustness.attack.minimal.carliniwagner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SolutionTest {

  private static final float[] IMAGE = new float[10];

  @Test
  void features_go_in_the_order_of_weight_times_change() {
    Solution solution =
        Solution.of(
            new int[] {2, 5, 7}, IMAGE, new float[] {-0.9f, 0.5f, 0.1f}, new float[] {0.1f, 1, 2});

    assertThat(solution.size()).isEqualTo(3);
    assertThat(solution.padded()).isFalse();
    assertThat(solution.without(1)).containsExactly(5, 7);
    assertThat(solution.without(2)).containsExactly(5);
    assertThat(solution.without(0)).containsExactly(2, 5, 7);
  }

  @Test
  void features_that_have_barely_changed_always_go() {
    Solution solution =
        Solution.of(new int[] {1, 4}, IMAGE, new float[] {5e-5f, 0.2f}, new float[] {1e6f, 1});

    assertThat(solution.padded()).isTrue();
    assertThat(solution.without(0)).containsExactly(4);
  }
}
