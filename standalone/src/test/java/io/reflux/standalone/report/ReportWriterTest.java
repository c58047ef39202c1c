package io.reflux.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.SparsePerturbation;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportWriterTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final RunTimes TIMES = new RunTimes(START, START.plusSeconds(61));

  @TempDir Path directory;

  @Test
  void the_page_is_as_it_was_looked_at() throws Exception {
    Golden.assertMatches("report.html", HtmlReport.of(result("x", List.of())));
  }

  @Test
  void the_scores_are_as_they_were_looked_at() throws Exception {
    Golden.assertMatches("scores.csv", ScoresCsv.of(SampleReport.with("x")));
  }

  @Test
  void the_json_is_as_it_was_looked_at() throws Exception {
    Golden.assertMatches("report.json", withoutRun(ReportJson.of(result("x", List.of()))));
  }

  @Test
  void two_runs_differ_in_nothing_but_the_run_block() {
    RunTimes later = new RunTimes(START.plusSeconds(999), START.plusSeconds(2000));
    ExperimentResult first = result("one", List.of());
    ExperimentResult second =
        new ExperimentResult(SampleReport.with("two"), List.of(), List.of(), later);

    assertThat(ReportJson.of(first)).isNotEqualTo(ReportJson.of(second));
    assertThat(withoutRun(ReportJson.of(first))).isEqualTo(withoutRun(ReportJson.of(second)));
  }

  @Test
  void the_run_block_tells_when_and_how_long() {
    assertThat(ReportJson.of(result("x", List.of())))
        .contains("\"startedAt\" : \"2026-01-02T03:04:05Z\"")
        .contains("\"seconds\" : 61.0");
  }

  @Test
  void text_from_a_topic_cannot_become_markup() {
    assertThat(HtmlReport.of(result("x", List.of())))
        .contains("Sample &lt;experiment&gt; &amp; &quot;more&quot;")
        .doesNotContain("<script")
        .doesNotContain("<experiment>");
  }

  @Test
  void files_are_written_whole_and_replace_earlier_ones() throws Exception {
    ReportWriter writer = new ReportWriter(directory.resolve("new"));

    writer.write(result("x", List.of()));
    List<Path> files = writer.write(result("x", List.of(outcome(7), outcome(3))));

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("report.html", "report.json", "scores.csv", "outcomes.csv");
    try (var left = Files.list(directory.resolve("new"))) {
      assertThat(left).hasSize(4);
    }
    assertThat(Files.readString(files.get(3)))
        .isEqualTo(
            """
            model_id,attack_id,sample,source,target,end_reason,success,adversarial_class,l0,l2,\
            linf,iterations,logit_gap,log10_gradient_amplitude,earlier_gap,final_gap,queries,\
            repeatable
            m-s,a-1,5,1,3,BUDGET,false,1,112,10.5,1.0,56,90.25,-42.5,81.0,80.5,113,true
            m-s,a-1,5,1,7,BUDGET,false,1,112,10.5,1.0,56,90.25,-42.5,81.0,80.5,113,true
            """);
  }

  @Test
  void a_comma_or_a_quote_in_a_cell_is_quoted() {
    assertThat(new CsvText(List.of("a,b", "say \"x\"", "plain")).toString())
        .isEqualTo("\"a,b\",\"say \"\"x\"\"\",plain\n");
  }

  @Test
  void images_are_shown_before_after_and_as_their_difference() throws Exception {
    ContactImage image =
        new ContactImage(
            new ImageShape(1, 2, 1),
            new FloatMatrix(1, 2, new float[] {0, 0.5f}),
            new FloatMatrix(1, 2, new float[] {1, 0.5f}),
            "three",
            "seven",
            "jsma-f-log",
            "student T=20");

    Matcher data = Pattern.compile("base64,([^\"]+)").matcher(ContactSheet.of(List.of(image)));

    assertThat(pixel(data, 0)).isEqualTo(0xff000000);
    assertThat(pixel(data, 0)).isEqualTo(0xffffffff);
    assertThat(pixel(data, 0)).as("added, in full strength").isEqualTo(0xffd55e00);
  }

  private static int pixel(Matcher data, int x) throws Exception {
    assertThat(data.find()).isTrue();
    byte[] png = Base64.getDecoder().decode(data.group(1));
    return ImageIO.read(new ByteArrayInputStream(png)).getRGB(x, 0);
  }

  private static ExperimentResult result(String eventId, List<AttackOutcome> outcomes) {
    return new ExperimentResult(SampleReport.with(eventId), outcomes, List.of(), TIMES);
  }

  private static String withoutRun(String json) {
    return json.substring(0, json.indexOf("  \"run\" :"));
  }

  private static AttackOutcome outcome(int target) {
    return AttackOutcome.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId("x").setProducedAt(START).build())
        .setModelId("m-s")
        .setAttackId("a-1")
        .setSample(5)
        .setSource(1)
        .setTarget(target)
        .setEndReason(EndReason.BUDGET)
        .setSuccess(false)
        .setL0(112)
        .setL2(10.5f)
        .setLinf(1)
        .setIterations(56)
        .setLogitGap(90.25f)
        .setLog10GradientAmplitude(-42.5)
        .setPerturbation(new SparsePerturbation(ByteBuffer.allocate(0), ByteBuffer.allocate(0)))
        .setAdversarialClass(1)
        .setFinalGap(80.5f)
        .setEarlierGap(81f)
        .setQueries(113)
        .build();
  }
}
