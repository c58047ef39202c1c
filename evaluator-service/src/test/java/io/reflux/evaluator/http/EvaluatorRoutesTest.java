package io.reflux.evaluator.http;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.EXPERIMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.evaluator.Records;
import io.reflux.evaluator.http.ExperimentSink.SubmissionFailedException;
import io.reflux.evaluator.http.ExperimentText.Submission;
import io.reflux.evaluator.live.EventLog;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.TrainingRequest;
import io.reflux.schemas.topic.ScoreKey;
import io.reflux.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluatorRoutesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PLAN_PATH = "/api/experiments";

  private final List<Submission> submitted = new ArrayList<>();
  private boolean kafkaAnswers = true;
  private TestServer server;

  @BeforeEach
  void open() {
    server =
        new TestServer(
            EventLog.Limits.defaults(),
            (view, log) ->
                new EvaluatorRoutes(view, log, 2, EvaluatorRoutesTest::read, this::submit));
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
  void a_submitted_experiment_is_accepted() throws Exception {
    HttpResponse<String> answer = post("mnist", "application/json; charset=utf-8", "?id=mine");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).get("experimentId").asText()).isEqualTo("mine");
    assertThat(json(answer).get("requestEventId").asText()).isEqualTo("event-1");
    assertThat(answer.headers().firstValue("Location")).contains("/api/experiments/mine");
    assertThat(submitted).hasSize(1);
    assertThat(submitted.get(0).request().getDataset().getName()).isEqualTo("mnist");
  }

  @Test
  void a_text_that_is_no_experiment_is_refused_with_its_problems() throws Exception {
    HttpResponse<String> answer = post("bad", "application/yaml", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asText()).isEqualTo("line 1: there is no data set 'bad'");
    assertThat(submitted).isEmpty();
  }

  @Test
  void a_process_without_a_reader_says_where_requests_go() throws Exception {
    HttpResponse<String> answer = post("none", "application/json", "");

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(json(answer).get("advice").asText())
        .isEqualTo("put an ExperimentEvent on the topic experiments");
  }

  @Test
  void a_content_type_that_any_page_may_send_is_refused() throws Exception {
    assertThat(post("mnist", "text/plain", "").statusCode()).isEqualTo(415);
    assertThat(post("mnist", "application/x-www-form-urlencoded", "").statusCode()).isEqualTo(415);
    assertThat(submitted).isEmpty();
  }

  @Test
  void a_body_beyond_the_bound_is_refused_with_and_without_a_length() throws Exception {
    byte[] large = new byte[1024 * 1024 + 1];
    HttpResponse<String> known = post(BodyPublishers.ofByteArray(large), "application/json", "");
    HttpResponse<String> chunked =
        post(
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
            "application/json",
            "");

    assertThat(known.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(json(chunked).get("error").asText()).contains("1 MiB");
  }

  @Test
  void a_body_that_is_no_text_is_refused() throws Exception {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe};

    HttpResponse<String> answer = post(BodyPublishers.ofByteArray(bytes), "application/json", "");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void a_submission_that_kafka_does_not_take_can_be_repeated() throws Exception {
    kafkaAnswers = false;

    HttpResponse<String> answer = post("mnist", "application/json", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).get("advice").asText()).contains("send the experiment again");
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

  private static Submission read(String text, Optional<String> experimentId) {
    if (text.equals("none")) {
      throw new UnsupportedOperationException();
    }
    if (text.equals("bad")) {
      throw new IllegalArgumentException("line 1: there is no data set 'bad'");
    }
    ExperimentRequested request =
        ExperimentRequested.newBuilder()
            .setDataset(DatasetRequest.newBuilder().setName(text).build())
            .setTraining(TrainingRequest.newBuilder().build())
            .build();
    return new Submission(experimentId.orElse("e-digest"), request);
  }

  private String submit(Submission submission) {
    if (!kafkaAnswers) {
      throw new SubmissionFailedException("Kafka has not answered", new TimeoutException());
    }
    submitted.add(submission);
    return "event-1";
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

  private HttpResponse<String> post(String body, String type, String query) throws Exception {
    return post(BodyPublishers.ofString(body), type, query);
  }

  private HttpResponse<String> post(BodyPublisher body, String type, String query)
      throws Exception {
    return server.send(
        server.request(PLAN_PATH + query).header("Content-Type", type).POST(body).build());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    return JSON.readTree(response.body());
  }
}
