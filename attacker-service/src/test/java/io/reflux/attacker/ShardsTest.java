package io.reflux.attacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShardsTest {

  @Test
  void jobs_are_as_few_as_the_largest_size_allows_and_equal() {
    assertThat(new Shards(50).sizes(100)).containsExactly(50, 50);
    assertThat(new Shards(50).sizes(120)).containsExactly(40, 40, 40);
    assertThat(new Shards(50).sizes(101)).containsExactly(33, 34, 34);
    assertThat(new Shards(50).sizes(7)).containsExactly(7);
    assertThat(new Shards(1).sizes(3)).containsExactly(1, 1, 1);
  }

  @Test
  void no_sample_is_no_job() {
    assertThat(new Shards(50).sizes(0)).isEmpty();
  }

  @Test
  void jobs_hold_every_sample_and_never_more_than_the_largest() {
    assertThat(IntStream.rangeClosed(1, 500))
        .allSatisfy(
            samples -> {
              assertThat(new Shards(7).sizes(samples)).hasSize((samples + 6) / 7);
              assertThat(new Shards(7).sizes(samples)).allMatch(size -> size >= 1 && size <= 7);
              assertThat(new Shards(7).sizes(samples).stream().mapToInt(size -> size).sum())
                  .isEqualTo(samples);
            });
  }

  @Test
  void a_job_without_room_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Shards(0));
  }
}
