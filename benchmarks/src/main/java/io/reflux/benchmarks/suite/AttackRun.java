package io.reflux.benchmarks.suite;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.robustness.attack.AttackBatchResult;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an attack on a net came to.
 *
 * @param attempted rows
 * @param successes rows that succeeded
 * @param meanDistance of the successes, in the norm of the attack; 0 without any
 * @param seconds wall time
 * @param queries mean images that the search asked the model about, per row
 * @param forwards mean forward passes per row, the harness's own included
 * @param gradients mean gradients per row
 * @param reasons how many rows ended for a reason
 * @param rows each row's outcome
 */
record AttackRun(
    long attempted,
    long successes,
    double meanDistance,
    double seconds,
    double queries,
    double forwards,
    double gradients,
    Map<String, Long> reasons,
    List<RowOutcome> rows) {

  private static final JsonMapper JSON = new JsonMapper();

  static AttackRun of(AttackSpec spec, AttackBatchResult result, double seconds) {
    List<AttackOutcome> outcomes = result.outcomes();
    double rows = outcomes.size();
    return new AttackRun(
        outcomes.size(),
        outcomes.stream().filter(AttackOutcome::success).count(),
        outcomes.stream()
            .filter(AttackOutcome::success)
            .mapToDouble(
                outcome -> spec.boundary().norm().of(outcome.l0(), outcome.l2(), outcome.linf()))
            .average()
            .orElse(0),
        seconds,
        outcomes.stream().mapToLong(outcome -> outcome.effort().queries()).sum() / rows,
        result.forwardRows() / rows,
        result.productRows() / rows,
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.endReason().name(), TreeMap::new, Collectors.counting())),
        outcomes.stream().map(RowOutcome::of).toList());
  }

  /** The attack as the evaluator sees it. */
  AttackRows evaluated(AttackSpec spec) {
    OutcomeSums sums = OutcomeSums.ZERO;
    List<OutcomeSummary> summaries = rows.stream().map(RowOutcome::summary).toList();
    for (OutcomeSummary summary : summaries) {
      sums = sums.plus(summary);
    }
    return new AttackRows(
        Identity.ofAttack(CanonicalJson.of(spec.canonical())),
        spec,
        new AttackScore(sums),
        RowTable.of(summaries, spec.boundary().norm()));
  }

  double percent() {
    return attempted == 0 ? 0 : 100.0 * successes / attempted;
  }

  static AttackRun read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), AttackRun.class);
  }

  /** Writes all or nothing, so that an interrupted program leaves no half of a result. */
  void write(Path file) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "run-", ".json");
    JSON.writeValue(half.toFile(), this);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
