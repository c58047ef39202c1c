package io.reflux.evaluator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.evaluator.live.AvroJson;
import io.reflux.evaluator.live.ExperimentOverview;
import io.reflux.evaluator.live.StageProgress;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobProgressed;

/** Experiments as JSON: in short for lists, and whole. */
final class ExperimentJson {

  private ExperimentJson() {}

  /** How an experiment stands, without its plan, scores and report. */
  static ObjectNode brief(ExperimentOverview overview) {
    ExperimentPlan plan = overview.plan();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("experimentId", plan.getExperimentId())
            .put("name", plan.getName())
            .put("state", overview.state().name())
            .put("reason", reason(overview))
            .put("requestEventId", plan.getRequestEventId())
            .put("plannedAt", plan.getMeta().getProducedAt().toString())
            .put("dataset", plan.getDataset().getName())
            .put("models", plan.getModels().size())
            .put("attacks", plan.getAttacks().size())
            .put("outcomesDone", overview.outcomesDone())
            .put("outcomesPlanned", overview.outcomesPlanned());
    ArrayNode stages = json.putArray("stages");
    overview.stages().forEach(stage -> stages.add(stage(stage)));
    overview
        .report()
        .ifPresent(
            report ->
                json.put("verdict", report.getVerdict().name())
                    .put("verdictEvidence", report.getVerdictEvidence())
                    .put("reportedAt", report.getMeta().getProducedAt().toString()));
    return json;
  }

  /** Everything about an experiment; {@code report} is null until there is one. */
  static ObjectNode whole(ExperimentOverview overview) {
    ObjectNode json = brief(overview);
    json.set("plan", AvroJson.of(overview.plan()));
    ArrayNode scores = json.putArray("scores");
    overview.scores().forEach(score -> scores.add(AvroJson.of(score)));
    json.set("report", overview.report().map(AvroJson::of).orElse(null));
    return json;
  }

  private static String reason(ExperimentOverview overview) {
    String ofPlan = overview.plan().getReason();
    boolean answered =
        overview
            .report()
            .filter(r -> r.getRequestEventId().equals(overview.plan().getRequestEventId()))
            .isPresent();
    return ofPlan.isEmpty() && answered ? overview.report().orElseThrow().getReason() : ofPlan;
  }

  private static ObjectNode stage(StageProgress stage) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("stage", stage.stage())
            .put("done", stage.done())
            .put("total", stage.total());
    ArrayNode running = json.putArray("running");
    stage.running().forEach(job -> running.add(job(job)));
    return json;
  }

  private static ObjectNode job(JobEvent event) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("jobId", event.getJobId())
            .put("modelId", event.getModelId())
            .put("attackId", event.getAttackId().orElse(null));
    if (event.getBody() instanceof JobProgressed progress) {
      json.put("done", progress.getDone())
          .put("total", progress.getTotal())
          .put("unit", progress.getUnit())
          .put("detail", progress.getDetail());
    }
    return json;
  }
}
