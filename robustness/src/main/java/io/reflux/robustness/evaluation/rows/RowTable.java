package io.reflux.robustness.evaluation.rows;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Every row of one model under one attack, or under several taken together.
 *
 * @param rows in ascending order of sample and target, each once
 */
public record RowTable(List<Row> rows) {

  /** No row at all. */
  public static final RowTable EMPTY = new RowTable(List.of());

  /** Copies, and checks the order. */
  public RowTable {
    rows = List.copyOf(rows);
    for (int i = 1; i < rows.size(); i++) {
      if (Row.ORDER.compare(rows.get(i - 1), rows.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "rows must ascend without repetition, %s came after %s"
                .formatted(rows.get(i), rows.get(i - 1)));
      }
    }
  }

  /**
   * The table of some outcomes, in any order, at most one per sample and target.
   *
   * @param norm in which the attack measures
   */
  public static RowTable of(Collection<OutcomeSummary> outcomes, Norm norm) {
    return new RowTable(
        outcomes.stream().map(outcome -> Row.of(outcome, norm)).sorted(Row.ORDER).toList());
  }

  /**
   * Both as one that reaches what either of them reaches: the worst case is taken row by row, never
   * as the better of two averages.
   */
  public RowTable or(RowTable other) {
    List<Row> merged = new ArrayList<>(rows.size() + other.rows.size());
    int mine = 0;
    int theirs = 0;
    while (mine < rows.size() || theirs < other.rows.size()) {
      int order =
          mine == rows.size()
              ? 1
              : theirs == other.rows.size()
                  ? -1
                  : Row.ORDER.compare(rows.get(mine), other.rows.get(theirs));
      Row next = order <= 0 ? rows.get(mine++) : other.rows.get(theirs);
      if (order >= 0) {
        next = order == 0 ? next.or(other.rows.get(theirs)) : next;
        theirs++;
      }
      merged.add(next);
    }
    return new RowTable(merged);
  }

  /** The number of rows. */
  public int attempted() {
    return rows.size();
  }

  /** The number of rows with an adversarial image. */
  public int reached() {
    return (int) rows.stream().filter(Row::reached).count();
  }

  /** The rows sample by sample, in ascending order. */
  public List<SampleCell> cells() {
    List<SampleCell> cells = new ArrayList<>();
    for (Row row : rows) {
      SampleCell cell = new SampleCell(row.sample(), 1, row.reached() ? 1 : 0, row.l0());
      int last = cells.size() - 1;
      if (last >= 0 && cells.get(last).sample() == row.sample()) {
        cells.set(last, together(cells.get(last), cell));
      } else {
        cells.add(cell);
      }
    }
    return List.copyOf(cells);
  }

  /** The distances of the adversarial images, ascending. */
  double[] distances() {
    return rows.stream().filter(Row::reached).mapToDouble(Row::distance).sorted().toArray();
  }

  /**
   * What counts within a boundary: images beyond it are none, and where no class is asked for, the
   * targets of a sample are one row.
   */
  RowTable within(Boundary boundary) {
    List<Row> counted = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Row near = row.reached() && !boundary.admits(row.distance()) ? row.withoutImage() : row;
      if (boundary.goal() == Goal.TARGETED) {
        counted.add(near);
      } else {
        addToSample(counted, near.ofSample());
      }
    }
    return new RowTable(counted);
  }

  /** The places of all rows. */
  BitSet attemptedPlaces() {
    BitSet places = new BitSet();
    rows.forEach(row -> places.set(row.place()));
    return places;
  }

  /** The places of the rows with an adversarial image. */
  BitSet reachedPlaces() {
    BitSet places = new BitSet();
    rows.stream().filter(Row::reached).forEach(row -> places.set(row.place()));
    return places;
  }

  private static void addToSample(List<Row> bySample, Row row) {
    int last = bySample.size() - 1;
    if (last >= 0 && bySample.get(last).sample() == row.sample()) {
      bySample.set(last, bySample.get(last).or(row));
    } else {
      bySample.add(row);
    }
  }

  private static SampleCell together(SampleCell one, SampleCell other) {
    return new SampleCell(
        one.sample(),
        one.attempted() + other.attempted(),
        one.successes() + other.successes(),
        Math.min(one.minimumL0(), other.minimumL0()));
  }
}
