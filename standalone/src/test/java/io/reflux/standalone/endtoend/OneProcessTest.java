package io.reflux.standalone.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code reflux run} with a real broker, a real registry and the real services. */
@Tag("slow")
@ExtendWith(Reference.class)
final class OneProcessTest {

  private static final double ROUNDING = 1e-12;
  private static final int PAIRS = TinyExperiment.SAMPLES * TinyExperiment.TARGETS_PER_SAMPLE;

  private final OneProcess run;
  private final Path state;

  OneProcessTest(Reference.Run reference) {
    run = reference.result();
    state = reference.state();
  }

  @Test
  void a_run_ends_with_0_and_prints_its_verdict() {
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("broker and schema registry are up", "attack       100 %");
    assertThat(run.out()).contains("student T=5  jsma-f-log", "Verdict: ");
  }

  @Test
  void a_run_leaves_a_report_for_people_and_one_for_programs() {
    assertThat(run.files().report().get("status").asText()).isEqualTo("COMPLETED");
    assertThat(run.files().report().get("name").asText()).isEqualTo("A tiny experiment");
    assertThat(run.files().text("report.html"))
        .startsWith("<!DOCTYPE html>")
        .contains("A tiny experiment", "student", "data:image/png")
        .endsWith("</html>\n");
    assertThat(run.files().rows("scores.csv")).hasSize(TinyExperiment.ATTACKED);
  }

  @Test
  void every_sample_of_every_attacked_model_meets_every_other_class_once() {
    Map<List<String>, List<Map<String, String>>> bySample =
        outcomes().stream()
            .collect(
                groupingBy(
                    row -> List.of(row.get("model_id"), row.get("attack_id"), row.get("sample"))));

    assertThat(bySample).hasSize(TinyExperiment.ATTACKED * TinyExperiment.SAMPLES);
    assertThat(bySample.values())
        .allSatisfy(
            rows -> {
              assertThat(rows).hasSize(TinyExperiment.TARGETS_PER_SAMPLE);
              assertThat(rows).extracting(row -> row.get("target")).doesNotHaveDuplicates();
              assertThat(rows)
                  .allSatisfy(row -> assertThat(row.get("target")).isNotEqualTo(row.get("source")));
            });
  }

  @Test
  void an_outcome_is_a_success_if_the_target_was_reached_within_the_budget() {
    assertThat(outcomes()).extracting(row -> row.get("success")).contains("true", "false");
    assertThat(outcomes())
        .allSatisfy(
            row -> {
              assertThat(Integer.parseInt(row.get("l0"))).isBetween(0, TinyExperiment.MAX_FEATURES);
              assertThat(row.get("success").equals("true"))
                  .isEqualTo(row.get("adversarial_class").equals(row.get("target")))
                  .isEqualTo(row.get("end_reason").equals("SUCCESS"));
            });
  }

  @Test
  void the_scores_of_the_report_follow_from_the_outcomes() {
    assertThat(run.files().scores()).hasSize(TinyExperiment.ATTACKED);
    assertThat(run.files().scores())
        .allSatisfy(
            score -> {
              List<Map<String, String>> rows = outcomesOf(score);
              List<Map<String, String>> successes =
                  rows.stream().filter(row -> row.get("success").equals("true")).toList();
              assertThat(score.get("complete").asBoolean()).isTrue();
              assertThat(score.get("attempted").asLong()).isEqualTo(rows.size());
              assertThat(score.get("expected").asLong()).isEqualTo(rows.size());
              assertThat(score.get("successes").asLong()).isEqualTo(successes.size());
              assertThat(score.get("successRate").asDouble())
                  .isCloseTo((double) successes.size() / rows.size(), within(ROUNDING));
              assertThat(score.get("meanL0").asDouble())
                  .isCloseTo(meanOfL0(successes), within(ROUNDING));
            });
  }

  @Test
  void the_table_of_scores_says_what_the_report_says() {
    assertThat(run.files().rows("scores.csv"))
        .zipSatisfy(
            run.files().scores(),
            (row, score) -> {
              assertThat(row.get("model_id")).isEqualTo(score.get("modelId").asText());
              assertThat(row.get("attack_id")).isEqualTo(score.get("attackId").asText());
              assertThat(row.get("successes")).isEqualTo(score.get("successes").asText());
              assertThat(row.get("success_rate")).isEqualTo(score.get("successRate").asText());
              assertThat(row.get("robustness")).isEqualTo(score.get("robustness").asText());
            });
  }

  @Test
  void every_model_has_a_verdict_that_rests_on_numbers() {
    assertThat(run.files().report().get("models"))
        .extracting(model -> model.get("role").asText())
        .containsExactly("BASELINE", "TEACHER", "STUDENT");
    assertThat(run.files().report().get("models"))
        .allSatisfy(
            model -> {
              assertThat(model.get("verdict").asText())
                  .isIn("ROBUST", "NOT_ROBUST", "GRADIENT_MASKING", "INCONCLUSIVE");
              assertThat(model.get("verdictEvidence").asText()).contains(" of " + PAIRS);
            });
    assertThat(run.files().report().get("verdict").asText())
        .isEqualTo(run.files().report().get("models").get(2).get("verdict").asText());
  }

  @Test
  void a_second_run_on_the_same_state_finds_the_same_without_working(@TempDir Path directory) {
    OneProcess second = OneProcess.run(state, directory.resolve("out"));

    assertThat(second.status()).as(second.err()).isZero();
    assertThat(second.work()).isEqualTo(run.work());
    assertThat(second.work().starts()).isNotEmpty();
    assertThat(second.files().findings()).isEqualTo(run.files().findings());
    assertThat(second.files().text("outcomes.csv")).isEqualTo(run.files().text("outcomes.csv"));
  }

  private List<Map<String, String>> outcomes() {
    return run.files().rows("outcomes.csv");
  }

  private List<Map<String, String>> outcomesOf(JsonNode score) {
    return outcomes().stream()
        .filter(row -> row.get("model_id").equals(score.get("modelId").asText()))
        .filter(row -> row.get("attack_id").equals(score.get("attackId").asText()))
        .toList();
  }

  private static double meanOfL0(List<Map<String, String>> rows) {
    return rows.stream().mapToInt(row -> Integer.parseInt(row.get("l0"))).average().orElseThrow();
  }
}
