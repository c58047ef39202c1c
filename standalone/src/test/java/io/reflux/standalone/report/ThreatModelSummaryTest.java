package io.reflux.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.DistanceQuantiles;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.ThreatModelResult;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.avro.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports on attacks in several norms. */
class ThreatModelSummaryTest {

  private static final int WIDTH = 100;

  @Test
  void attacks_in_other_norms_have_a_table_of_their_own_with_distances_in_their_norm() {
    List<String> lines = ResultSummary.of(report());

    assertThat(lines)
        .containsSequence(
            "model         attack              within       goal   success        95 %  distance"
                + "  queries  rows",
            "------------  ------------------  -----------  ----  --------  ----------  --------"
                + "  -------  ----",
            "student T=20  cw-l2               any L2       any   100.00 %  98.0–100.0     1.250"
                + "    10000   100",
            "student T=20  pgd-linf-f-float32  Linf 0.0314  each  100.00 %  98.0–100.0    0.0300"
                + "       41   100");
  }

  @Test
  void the_worst_case_of_each_threat_model_is_shown() {
    assertThat(ResultSummary.of(report()))
        .contains(
            "model         within       goal  attacks     broken     rate        95 %  verdict",
            "student T=20  Linf 0.0314  any         3  97 of 100  97.00 %  95.0–100.0  gradient"
                + " masking");
  }

  @Test
  void a_report_on_the_papers_kind_of_attack_alone_has_neither() {
    assertThat(ResultSummary.of(SampleReport.with("x")))
        .noneMatch(line -> line.contains("within") || line.contains("broken"));
  }

  @Test
  void tables_fit_a_terminal_of_a_hundred_columns() {
    assertThat(ResultSummary.of(report()))
        .filteredOn(line -> !line.startsWith("Beware"))
        .allMatch(line -> line.length() < WIDTH);
  }

  @Test
  void a_warning_on_the_page_says_within_which_threat_model() {
    assertThat(
            HtmlReport.of(
                new ExperimentResult(
                    report(), List.of(), List.of(), new RunTimes(Instant.EPOCH, Instant.EPOCH))))
        .contains("black-box-beats-white-box, untargeted, Linf at most 0.0314:")
        .contains("<h2>Worst case by threat model</h2>");
  }

  @Test
  void a_warning_on_the_page_says_which_attack_it_is_about() {
    RobustnessScore score =
        score("transfer-cw-l2").setNorm("l2").setVariant("confidence 20").build();
    Warning warning =
        new Warning(
            "zero-gradients", "m-s20|" + score.getAttackId(), "It stopped.", "All.", "Look.", "");
    RobustnessReport report =
        RobustnessReport.newBuilder(report())
            .setScores(List.of(score))
            .setWarnings(List.of(warning))
            .build();

    assertThat(
            HtmlReport.of(
                new ExperimentResult(
                    report, List.of(), List.of(), new RunTimes(Instant.EPOCH, Instant.EPOCH))))
        .contains("<b>student T=20, transfer-cw-l2 (confidence 20), zero-gradients:</b> It stop");
  }

  @Test
  void the_csv_has_the_threat_model_and_distances_in_its_last_columns() {
    String[] rows = ScoresCsv.of(report()).split("\n", -1);

    assertThat(rows[0])
        .endsWith(
            "norm,goal,knowledge,budget,promise,mean_queries,mean_distance,distance_p05,"
                + "distance_p25,distance_p50,distance_p75,distance_p95,variant");
    assertThat(rows)
        .anyMatch(
            row ->
                row.endsWith(
                    "l2,untargeted,white-box,,smallest,10000.0,1.25,0.5,0.75,1.0,1.5,2.5,"));
  }

  @Test
  void the_usual_form_of_an_attack_comes_before_its_variants() {
    RobustnessScore variant =
        score("transfer-cw-l2")
            .setNorm("l2")
            .setAttackId("a-1")
            .setVariant("confidence 20")
            .build();
    RobustnessScore usual = score("transfer-cw-l2").setNorm("l2").setAttackId("a-2").build();

    RobustnessReport report =
        RobustnessReport.newBuilder(report()).setScores(List.of(variant, usual)).build();

    assertThat(ScoreOrder.sorted(report)).containsExactly(usual, variant);
    assertThat(ResultSummary.of(report))
        .anyMatch(line -> line.contains("  transfer-cw-l2 (confidence 20)  any L2"));
    assertThat(ScoresCsv.of(report)).contains(",2.5,confidence 20\n");
  }

  private static RobustnessReport report() {
    RobustnessReport sample = SampleReport.with("x");
    ReportedModel student =
        ReportedModel.newBuilder(sample.getModels().get(3))
            .setWorstCaseSuccess(null)
            .setThreatModels(List.of(worstCase()))
            .build();
    List<RobustnessScore> scores = new ArrayList<>();
    scores.add(score("cw-l2").setNorm("l2").setGoal("untargeted").setMeanL2(1.25).build());
    scores.add(
        score("pgd-linf-f-float32")
            .setNorm("linf")
            .setBudget(8 / 255.0)
            .setMeanLinf(0.03)
            .setMeanQueries(41.0)
            .setPromise("within-budget")
            .build());
    return RobustnessReport.newBuilder(sample)
        .setModels(List.of(student))
        .setScores(scores)
        .setComparison(List.of())
        .setWarnings(
            List.of(
                new Warning(
                    "black-box-beats-white-box",
                    student.getModelId(),
                    "Gradients mislead.",
                    "47 of 100.",
                    "Look elsewhere.",
                    "untargeted, Linf at most 0.0314")))
        .build();
  }

  private static RobustnessScore.Builder score(String mode) {
    return RobustnessScore.newBuilder()
        .setMeta(SampleReport.with("x").getMeta())
        .setExperimentId("e-1")
        .setModelId("m-s20")
        .setRole(ModelRole.STUDENT)
        .setTemperature(20)
        .setAttackId("a-" + mode)
        .setMode(mode)
        .setMaxFeatures(784)
        .setFeatures(784)
        .setAttempted(100)
        .setExpected(100)
        .setComplete(true)
        .setSuccesses(100)
        .setSuccessRate(1)
        .setWilsonLow(0.98)
        .setWilsonHigh(1)
        .setMeanQueries(10_000.0)
        .setDistances(new DistanceQuantiles(0.5, 0.75, 1.0, 1.5, 2.5));
  }

  private static ThreatModelResult worstCase() {
    return ThreatModelResult.newBuilder()
        .setNorm("linf")
        .setBudget(8 / 255.0)
        .setGoal("untargeted")
        .setAttackIds(List.of("a-1", "a-2", "a-3"))
        .setSamples(100)
        .setBroken(97)
        .setRate(0.97)
        .setWilsonLow(0.95)
        .setWilsonHigh(1)
        .setVerdict(Verdict.GRADIENT_MASKING.name())
        .build();
  }
}
