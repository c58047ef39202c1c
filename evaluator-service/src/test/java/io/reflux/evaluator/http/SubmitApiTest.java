package io.reflux.evaluator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reflux.evaluator.http.ExperimentSink.SubmissionFailedException;
import io.reflux.evaluator.live.EventLog;
import io.reflux.pipeline.experiment.ExperimentSource;
import io.reflux.pipeline.experiment.Submission;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitApiTest {

  private static final String YAML_TYPE = "application/yaml";
  private static final String JSON_TYPE = "application/json";
  private static final String MNIST = "{\"dataset\": {\"name\": \"mnist\"}}";

  private final List<Submission> submitted = new ArrayList<>();
  private boolean kafkaAnswers = true;
  private TestServer server;

  @BeforeEach
  void open() {
    server =
        new TestServer(
            EventLog.Limits.defaults(),
            (view, log) -> new EvaluatorRoutes(view, log, 2, this::submit));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void an_experiment_is_accepted_under_the_id_that_was_asked_for() throws Exception {
    HttpResponse<String> answer = post(MNIST, JSON_TYPE + "; charset=utf-8", "?id=mine");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).get("experimentId").asText()).isEqualTo("mine");
    assertThat(json(answer).get("requestEventId").asText()).isEqualTo("event-1");
    assertThat(answer.headers().firstValue("Location")).contains("/api/experiments/mine");
    assertThat(submitted.get(0).request().getDataset().getName()).isEqualTo("mnist");
  }

  @Test
  void yaml_and_json_of_the_same_experiment_are_the_same_experiment() throws Exception {
    post("dataset:\n  name: mnist\n", YAML_TYPE, "");
    post(MNIST, JSON_TYPE, "");

    assertThat(submitted).hasSize(2);
    assertThat(submitted.get(0)).isEqualTo(submitted.get(1));
    assertThat(submitted.get(0).experimentId()).matches("e-[0-9a-f]{32}");
  }

  @Test
  void a_preset_may_be_named_as_yaml_or_as_json() throws Exception {
    post("fashion-quick", YAML_TYPE, "");
    post("\"fashion-quick\"", JSON_TYPE, "");

    Submission preset =
        Submission.of(ExperimentSource.named("fashion-quick").read(List.of()), Optional.empty());
    assertThat(submitted).containsExactly(preset, preset);
  }

  @Test
  void problems_are_answered_with_line_and_key() throws Exception {
    HttpResponse<String> answer =
        post("dataset: {name: mnist}\ntraining:\n  epoch: 3\ntemperatures: [0]\n", YAML_TYPE, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asText().lines())
        .containsExactly(
            "the request:3:3: training.epoch: unknown key; did you mean 'epochs'?",
            "the request:4:16: temperatures[0]: must be above 0, is 0.0");
    assertThat(answer.body()).doesNotContain("Exception", "\\tat ");
    assertThat(submitted).isEmpty();
  }

  @Test
  void malformed_text_is_answered_with_its_line() throws Exception {
    HttpResponse<String> answer = post("{\"dataset\":\n  {\"name\": }", JSON_TYPE, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asText()).startsWith("the request:2:");
  }

  @Test
  void an_id_that_could_not_be_a_key_is_refused() throws Exception {
    HttpResponse<String> answer = post(MNIST, JSON_TYPE, "?id=a%7Cb");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asText()).contains("'a|b'");
  }

  @Test
  void a_path_of_this_machine_is_not_opened(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("experiment.yaml"), MNIST);

    HttpResponse<String> answer = post(file.toString(), YAML_TYPE, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asText())
        .startsWith("the request expects keys or the name of a preset, has the text '")
        .contains("presets: fashion-quick");
    assertThat(submitted).isEmpty();
  }

  @Test
  void a_folder_of_images_is_named_by_its_content_and_not_looked_into() throws Exception {
    String folder = "dataset: {name: 'idx:/no/such/folder'%s}";

    HttpResponse<String> without = post(folder.formatted(""), YAML_TYPE, "");
    HttpResponse<String> with =
        post(folder.formatted(", digest: " + "0123456789abcdef".repeat(4)), YAML_TYPE, "");

    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(json(without).get("error").asText())
        .startsWith("the request:1:1: dataset: ")
        .contains("needs a digest");
    assertThat(with.statusCode()).isEqualTo(202);
  }

  @Test
  void a_text_made_to_exhaust_the_reader_is_refused() throws Exception {
    String deep = "architecture: " + "[".repeat(100_000);
    String longNumber = "attackSamples: " + "9".repeat(1_000_000);
    StringBuilder manyKeys = new StringBuilder();
    for (int key = 0; key < 100_000; key++) {
      manyKeys.append('k').append(key).append(": 1\n");
    }

    assertThat(post(deep, YAML_TYPE, "").statusCode()).isEqualTo(400);
    assertThat(post(longNumber, YAML_TYPE, "").body()).hasSizeLessThan(1000);
    assertThat(post(manyKeys.toString(), YAML_TYPE, "").body()).hasSizeLessThan(100_000);
  }

  @Test
  void a_content_type_that_any_page_may_send_is_refused() throws Exception {
    assertThat(post(MNIST, "text/plain", "").statusCode()).isEqualTo(415);
    assertThat(post(MNIST, "application/x-www-form-urlencoded", "").statusCode()).isEqualTo(415);
    assertThat(submitted).isEmpty();
  }

  @Test
  void a_body_beyond_the_bound_is_refused_with_and_without_a_length() throws Exception {
    byte[] large = new byte[1024 * 1024 + 1];
    HttpResponse<String> known = post(BodyPublishers.ofByteArray(large), JSON_TYPE, "");
    HttpResponse<String> chunked =
        post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), JSON_TYPE, "");

    assertThat(known.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(json(chunked).get("error").asText()).contains("1 MiB");
  }

  @Test
  void a_body_that_is_no_text_is_refused() throws Exception {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe};

    assertThat(post(BodyPublishers.ofByteArray(bytes), JSON_TYPE, "").statusCode()).isEqualTo(400);
  }

  @Test
  void a_submission_that_kafka_does_not_take_can_be_repeated() throws Exception {
    kafkaAnswers = false;

    HttpResponse<String> answer = post(MNIST, JSON_TYPE, "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).get("advice").asText()).contains("send the experiment again");
  }

  private String submit(Submission submission) {
    if (!kafkaAnswers) {
      throw new SubmissionFailedException("Kafka has not answered", new TimeoutException());
    }
    submitted.add(submission);
    return "event-1";
  }

  private HttpResponse<String> post(String body, String type, String query) throws Exception {
    return post(BodyPublishers.ofString(body), type, query);
  }

  private HttpResponse<String> post(BodyPublisher body, String type, String query)
      throws Exception {
    return server.send(
        server.request("/api/experiments" + query).header("Content-Type", type).POST(body).build());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new JsonMapper().readTree(response.body());
  }
}
