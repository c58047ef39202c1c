package io.reflux.evaluator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.reflux.evaluator.live.AvroJson;
import io.reflux.evaluator.live.ExperimentOverview;
import io.reflux.evaluator.live.LiveView;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;
import java.util.function.Function;

/** Everything that only reads the live view. */
final class ReadApi {

  private static final String JSON = "application/json";
  private static final String ID = "id";
  private static final String LIST_ADVICE = "GET /api/experiments lists the experiments";

  private final LiveView view;

  ReadApi(LiveView view) {
    this.view = view;
  }

  /** All experiments in short, the latest plan first. */
  void experiments(Context context) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ExperimentOverview.all(view).stream()
        .sorted(
            (one, other) ->
                other
                    .plan()
                    .getMeta()
                    .getProducedAt()
                    .compareTo(one.plan().getMeta().getProducedAt()))
        .forEach(overview -> list.add(ExperimentJson.brief(overview)));
    answer(context, list);
  }

  /** One experiment, whole. */
  void experiment(Context context) {
    String id = context.pathParam(ID);
    ExperimentOverview overview =
        ExperimentOverview.find(view, id)
            .orElseThrow(() -> missing("no experiment " + id + " was planned", LIST_ADVICE));
    answer(context, ExperimentJson.whole(overview));
  }

  /** All models, teachers and baselines first: the last checkpoint of each. */
  void models(Context context) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    view.all(Topics.TEACHER_CHECKPOINTS).forEach(model -> list.add(AvroJson.of(model)));
    view.all(Topics.STUDENT_CHECKPOINTS).forEach(model -> list.add(AvroJson.of(model)));
    answer(context, list);
  }

  /** All scores, or those of an experiment, a model or an attack. */
  void scores(Context context) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    view.all(Topics.ROBUSTNESS_SCORES).stream()
        .filter(score -> matches(context, "experiment", score, RobustnessScore::getExperimentId))
        .filter(score -> matches(context, "model", score, RobustnessScore::getModelId))
        .filter(score -> matches(context, "attack", score, RobustnessScore::getAttackId))
        .forEach(score -> list.add(AvroJson.of(score)));
    answer(context, list);
  }

  /** The last report on an experiment. */
  void report(Context context) {
    String id = context.pathParam(ID);
    Optional<RobustnessReport> report = view.find(Topics.ROBUSTNESS_REPORTS, id);
    ObjectNode json =
        report
            .map(AvroJson::of)
            .orElseThrow(
                () ->
                    view.find(Topics.EXPERIMENT_PLANS, id).isPresent()
                        ? missing(
                            "experiment " + id + " has no report yet",
                            "GET /api/experiments/" + id + " tells how far it is")
                        : missing("no experiment " + id + " was planned", LIST_ADVICE));
    answer(context, json);
  }

  static void answer(Context context, JsonNode json) {
    context.contentType(JSON).result(json.toString());
  }

  private static boolean matches(
      Context context,
      String parameter,
      RobustnessScore score,
      Function<RobustnessScore, String> part) {
    String wanted = context.queryParam(parameter);
    return wanted == null || wanted.equals(part.apply(score));
  }

  private static ApiException missing(String error, String advice) {
    return new ApiException(HttpStatus.NOT_FOUND, error, advice);
  }
}
