package io.reflux.robustness.evaluation.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.evaluation.SampleCell;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowTableTest {

  private static final RowTable FIRST =
      new RowTable(List.of(new Row(1, 0, 10, 2.5), Row.missed(1, 2), Row.missed(4, 1)));
  private static final RowTable SECOND =
      new RowTable(List.of(new Row(1, 0, 12, 2.25), new Row(1, 2, 7, 3), new Row(3, 1, 1, 1)));

  @Test
  void the_worst_case_is_taken_row_by_row() {
    RowTable worst = FIRST.or(SECOND);

    assertThat(worst)
        .isEqualTo(
            new RowTable(
                List.of(
                    new Row(1, 0, 10, 2.25),
                    new Row(1, 2, 7, 3),
                    new Row(3, 1, 1, 1),
                    Row.missed(4, 1))));
    assertThat(SECOND.or(FIRST)).isEqualTo(worst);
    assertThat(worst.or(worst)).isEqualTo(worst);
    assertThat(worst.or(RowTable.EMPTY)).isEqualTo(worst);
  }

  @Test
  void cells_count_the_targets_of_a_sample() {
    assertThat(FIRST.cells())
        .containsExactly(
            new SampleCell(1, 2, 1, 10), new SampleCell(4, 1, 0, SampleCell.NO_SUCCESS));
    assertThat(FIRST.attempted()).isEqualTo(3);
    assertThat(FIRST.reached()).isEqualTo(1);
  }

  @Test
  void rows_out_of_order_or_twice_are_refused() {
    Row row = Row.missed(3, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowTable(List.of(row, row)))
        .withMessageStartingWith("rows must ascend without repetition");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowTable(List.of(row, Row.missed(2, 9))));
  }

  @Test
  void an_image_without_a_distance_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Row(1, 1, 5, Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException().isThrownBy(() -> new Row(1, 1, 5, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Row(1, 1, SampleCell.NO_SUCCESS, 0.5));
  }

  @Test
  void quantiles_are_distances_that_occur() {
    List<Row> rows =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> i > 20 ? Row.missed(i, 0) : new Row(i, 0, 1, i / 10.0))
            .toList();

    assertThat(DistanceQuantiles.of(new RowTable(rows)))
        .hasValue(new DistanceQuantiles(0.1, 0.5, 1, 1.5, 1.9));
    assertThat(DistanceQuantiles.of(RowTable.EMPTY)).isEmpty();
    assertThat(DistanceQuantiles.of(new RowTable(List.of(new Row(0, 0, 1, 7)))))
        .hasValue(new DistanceQuantiles(7, 7, 7, 7, 7));
  }

  @Test
  void a_curve_counts_what_is_within_each_budget_and_never_falls() {
    RowTable rows =
        new RowTable(
            List.of(
                new Row(0, 0, 1, 0),
                new Row(1, 0, 1, 0.1),
                new Row(2, 0, 1, 0.11),
                new Row(3, 0, 1, 1.7),
                Row.missed(4, 0)));

    List<SuccessCurve.Point> points = SuccessCurve.of(rows, Double.POSITIVE_INFINITY).points();

    assertThat(points).hasSize(SuccessCurve.STEPS + 1);
    assertThat(points.get(0)).isEqualTo(new SuccessCurve.Point(0, 1));
    assertThat(points.get(1)).isEqualTo(new SuccessCurve.Point(0.1, 2));
    assertThat(points.get(2)).isEqualTo(new SuccessCurve.Point(0.2, 3));
    assertThat(points.get(20)).isEqualTo(new SuccessCurve.Point(2, 4));
    assertThat(points).extracting(SuccessCurve.Point::successes).isSorted();
  }

  @Test
  void a_curve_ends_at_the_budget_of_its_run() {
    RowTable rows = new RowTable(List.of(new Row(0, 0, 1, 0.4)));

    assertThat(SuccessCurve.of(rows, 4).points().get(20)).isEqualTo(new SuccessCurve.Point(4, 1));
    assertThat(SuccessCurve.of(RowTable.EMPTY, 4).points()).hasSize(21);
    assertThat(SuccessCurve.of(RowTable.EMPTY, Double.POSITIVE_INFINITY).points()).isEmpty();
  }
}
