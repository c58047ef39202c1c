package io.reflux.robustness.attack.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointsTest {

  @Test
  void a_hundred_steps_have_the_checkpoints_of_the_paper() {
    assertThat(Checkpoints.of(100)).containsExactly(0, 22, 41, 57, 70, 80, 87, 93, 99);
  }

  @Test
  void other_numbers_of_steps_are_rounded_up() {
    assertThat(Checkpoints.of(1000)).containsExactly(0, 220, 410, 570, 700, 800, 870, 930, 990);
    assertThat(Checkpoints.of(20)).containsExactly(0, 5, 9, 12, 14, 16, 18, 19);
  }

  @Test
  void few_steps_have_each_checkpoint_once() {
    assertThat(Checkpoints.of(5)).containsExactly(0, 2, 3, 4);
    assertThat(Checkpoints.of(1)).containsExactly(0);
  }

  @Test
  void a_million_steps_do_not_overflow() {
    assertThat(Checkpoints.of(1_000_000)).startsWith(0, 220_000).endsWith(930_000, 990_000);
  }
}
