package io.reflux.evaluator.http;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.EXPERIMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.evaluator.Records;
import io.reflux.evaluator.live.EventLog;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.ScoreKey;
import io.reflux.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluatorRoutesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PLAN_PATH = "/api/experiments";

  private TestServer server;

  @BeforeEach
  void open() {
    server =
        new TestServer(
            EventLog.Limits.defaults(),
            (view, log) -> new EvaluatorRoutes(view, log, 2, submission -> "event-1"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void experiments_are_listed_in_short() throws Exception {
    assertThat(json(server.get(PLAN_PATH))).isEmpty();

    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    server.view.apply(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.FINAL));
    JsonNode list = json(server.get(PLAN_PATH));

    assertThat(list).hasSize(1);
    assertThat(list.get(0).get("experimentId").asText()).isEqualTo(EXPERIMENT);
    assertThat(list.get(0).get("state").asText()).isEqualTo("RUNNING");
    assertThat(list.get(0).at("/stages/0/done").asInt()).isEqualTo(1);
    assertThat(list.get(0).at("/stages/0/total").asInt()).isEqualTo(2);
    assertThat(list.get(0).get("outcomesPlanned").asInt()).isEqualTo(16);
    assertThat(list.get(0).has("plan")).isFalse();
  }

  @Test
  void an_experiment_is_shown_with_plan_scores_and_report() throws Exception {
    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    score(EXPERIMENT, Records.LOG_ATTACK);
    score(EXPERIMENT + "-other", Records.LOG_ATTACK);

    JsonNode before = json(server.get(PLAN_PATH + "/" + EXPERIMENT));
    server.view.apply(Topics.ROBUSTNESS_REPORTS, EXPERIMENT, report("request-1"));
    JsonNode after = json(server.get(PLAN_PATH + "/" + EXPERIMENT));

    assertThat(before.get("report").isNull()).isTrue();
    assertThat(before.get("scores")).hasSize(1);
    assertThat(before.at("/scores/0/perSample/bytes").asInt()).isEqualTo(8);
    assertThat(before.at("/plan/models")).hasSize(3);
    assertThat(after.get("state").asText()).isEqualTo("COMPLETED");
    assertThat(after.at("/report/status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void a_report_of_an_earlier_request_does_not_end_the_new_one() throws Exception {
    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-2"));
    server.view.apply(Topics.ROBUSTNESS_REPORTS, EXPERIMENT, report("request-1"));

    JsonNode experiment = json(server.get(PLAN_PATH + "/" + EXPERIMENT));

    assertThat(experiment.get("state").asText()).isEqualTo("RUNNING");
  }

  @Test
  void what_is_not_there_is_said_with_advice() throws Exception {
    HttpResponse<String> missing = server.get("/api/experiments/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).get("error").asText()).isEqualTo("no experiment nothing was planned");
    assertThat(json(missing).get("advice").asText()).contains("GET /api/experiments");

    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    assertThat(json(server.get("/api/reports/" + EXPERIMENT)).get("error").asText())
        .isEqualTo("experiment e-1 has no report yet");

    HttpResponse<String> unknown = server.get("/api/../etc/passwd");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).get("advice").asText()).contains("/api/openapi.json");
  }

  @Test
  void scores_are_filtered() throws Exception {
    score(EXPERIMENT, "a-1");
    score(EXPERIMENT, "a-2");
    score("e-2", "a-1");

    assertThat(json(server.get("/api/scores"))).hasSize(3);
    assertThat(json(server.get("/api/scores?experiment=e-1"))).hasSize(2);
    assertThat(json(server.get("/api/scores?experiment=e-1&attack=a-2"))).hasSize(1);
    assertThat(json(server.get("/api/scores?model=m-none"))).isEmpty();
  }

  @Test
  void models_are_listed_with_their_last_checkpoint() throws Exception {
    server.view.apply(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.EPOCH));
    server.view.apply(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.FINAL));
    server.view.apply(Topics.STUDENT_CHECKPOINTS, Records.STUDENT, Records.student());

    JsonNode models = json(server.get("/api/models"));

    assertThat(models).hasSize(2);
    assertThat(models.get(0).get("stage").asText()).isEqualTo("FINAL");
    assertThat(models.get(0).at("/meta/producedAt").asText()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(models.get(1).get("parentId").asText()).isEqualTo(Records.TEACHER);
  }

  @Test
  void the_page_loads_nothing_from_elsewhere_and_shows_text_as_text() throws Exception {
    HttpResponse<String> page = server.get("/");
    String script = server.get("/page.js").body();

    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body() + script + server.get("/page.css").body())
        .doesNotContain("http://", "https://", "@import");
    assertThat(script).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void every_path_of_the_document_is_there() throws Exception {
    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    server.view.apply(Topics.ROBUSTNESS_REPORTS, EXPERIMENT, report("request-1"));
    JsonNode document = json(server.get("/api/openapi.json"));
    List<String> paths = new ArrayList<>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);

    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/",
            "/api/experiments",
            "/api/experiments/{id}",
            "/api/models",
            "/api/openapi.json",
            "/api/reports/{id}",
            "/api/scores",
            "/api/stream",
            "/health/live",
            "/health/ready",
            "/metrics");
    paths.remove("/api/stream");
    for (String path : paths) {
      assertThat(server.get(path.replace("{id}", EXPERIMENT)).statusCode()).isEqualTo(200);
    }
  }

  private void score(String experimentId, String attackId) {
    server.view.apply(
        Topics.ROBUSTNESS_SCORES,
        new ScoreKey(experimentId, BASELINE, attackId).text(),
        RobustnessScore.newBuilder()
            .setMeta(Records.meta("score", 1))
            .setExperimentId(experimentId)
            .setModelId(BASELINE)
            .setRole(ModelRole.BASELINE)
            .setAttackId(attackId)
            .setMode("jsma-f-log")
            .setPerSample(ByteBuffer.allocate(8))
            .build());
  }

  private static RobustnessReport report(String requestEventId) {
    return RobustnessReport.newBuilder()
        .setMeta(Records.meta("report", 9))
        .setExperimentId(EXPERIMENT)
        .setRequestEventId(requestEventId)
        .setStatus(ReportStatus.COMPLETED)
        .build();
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    return JSON.readTree(response.body());
  }
}
