package io.reflux.robustness.attack.blackbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.8",
    "10, 0.8",
    "11, 0.4",
    "50, 0.4",
    "51, 0.2",
    "201, 0.1",
    "501, 0.05",
    "1001, 0.025",
    "2001, 0.0125",
    "4001, 0.00625",
    "6001, 0.003125",
    "8001, 0.0015625",
    "9999, 0.0015625"
  })
  void squares_are_halved_where_the_paper_says(int drawn, double share) {
    assertThat(Schedule.SQUARES.share(0.8, drawn, 10_000)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1, 0.8", "1000, 2, 0.4", "1000, 6, 0.2", "100, 1, 0.2", "20000, 21, 0.8"})
  void a_search_of_another_length_stretches_the_schedule(int queries, int drawn, double share) {
    assertThat(Schedule.SQUARES.share(0.8, drawn, queries)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.6",
    "1, 0.3",
    "50, 0.3",
    "51, 0.15",
    "201, 0.12",
    "501, 0.1",
    "1001, 0.075",
    "2001, 0.06",
    "4001, 0.05",
    "6001, 0.04",
    "8001, 0.03"
  })
  void sets_shrink_more_slowly(int drawn, double share) {
    assertThat(Schedule.SETS.share(0.6, drawn, 10_000)).isCloseTo(share, within(1e-15));
  }
}
