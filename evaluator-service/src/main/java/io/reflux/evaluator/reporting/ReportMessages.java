package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.published.PublishedNumber;
import io.reflux.robustness.evaluation.verdict.JudgedModel;
import io.reflux.robustness.evaluation.verdict.Judgement;
import io.reflux.robustness.evaluation.verdict.VerdictRules;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.avro.Warning;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes down what is known of an experiment as its report. */
final class ReportMessages {

  /** A report leaves out the tables per sample beyond this; the scores on their topic have them. */
  private static final long MOST_SAMPLE_BYTES = 2 * 1024 * 1024;

  private final EventMetas metas;
  private final PaperNumbers paper;
  private final ScoreMessages scores;

  ReportMessages(EventMetas metas, PaperNumbers paper, ScoreMessages scores) {
    this.metas = metas;
    this.paper = paper;
    this.scores = scores;
  }

  /**
   * The report on an experiment.
   *
   * @param reason why it failed or was withdrawn, and what to do; empty if COMPLETED
   * @param since when the latest fact was reported that made it end so
   */
  RobustnessReport report(
      PlannedWork work, ReportMemory memory, ReportStatus status, String reason, Instant since) {
    ExperimentPlan plan = work.plan();
    Draft draft = new Draft(since);
    for (PlannedModel model : plan.getModels()) {
      add(draft, work, model, memory);
    }
    Optional<Judgement> judgement =
        status == ReportStatus.COMPLETED
            ? Optional.of(VerdictRules.judgeExperiment(draft.judged))
            : Optional.empty();
    return RobustnessReport.newBuilder()
        .setMeta(
            metas.derive(
                plan.getExperimentId(),
                draft.asOf,
                Topics.ROBUSTNESS_REPORTS.name(),
                plan.getExperimentId(),
                plan.getRequestEventId(),
                status.name(),
                reason))
        .setExperimentId(plan.getExperimentId())
        .setName(plan.getName())
        .setRequestEventId(plan.getRequestEventId())
        .setStatus(status)
        .setReason(reason)
        .setDataset(plan.getDataset())
        .setModels(ReportSize.models(draft.models, MOST_SAMPLE_BYTES))
        .setScores(ReportSize.scores(draft.scores, MOST_SAMPLE_BYTES))
        .setVerdict(judgement.map(ReportMessages::verdict).orElse(Verdict.UNKNOWN))
        .setVerdictEvidence(judgement.map(Judgement::evidence).orElse(""))
        .setWarnings(draft.warnings)
        .setComparison(draft.comparisons)
        .build();
  }

  /** A report in the making. */
  private static final class Draft {
    private final List<ReportedModel> models = new ArrayList<>();
    private final List<RobustnessScore> scores = new ArrayList<>();
    private final List<JudgedModel> judged = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final List<PublishedComparison> comparisons = new ArrayList<>();
    private Instant asOf;

    private Draft(Instant since) {
      this.asOf = since;
    }

    private void seen(Instant instant) {
      asOf = instant.isAfter(asOf) ? instant : asOf;
    }
  }

  private void add(Draft draft, PlannedWork work, PlannedModel model, ReportMemory memory) {
    Optional<FinishedModel> finished = memory.model(model.getModelId());
    Map<AttackKey, ScoreUpdate> complete = new LinkedHashMap<>();
    for (AttackKey key : PlannedWork.attacks(model)) {
      Optional<ScoreUpdate> score = memory.score(key);
      score.filter(ScoreUpdate::complete).ifPresent(known -> complete.put(key, known));
      score
          .map(known -> scores.score(work, model, work.attack(key.attackId()), known))
          .ifPresent(draft.scores::add);
      score.map(ScoreUpdate::asOf).ifPresent(draft::seen);
    }
    finished.map(FinishedModel::finishedAt).ifPresent(draft::seen);
    ModelFindings findings = ModelFindings.of(complete);
    Optional<Judgement> judgement =
        complete.size() == model.getAttackIds().size() && !complete.isEmpty()
            ? Optional.of(VerdictRules.judgeModel(accuracy(finished), findings.attacks()))
            : Optional.empty();
    judgement
        .map(known -> new JudgedModel(PlannedWork.name(model), PlannedWork.role(model), known))
        .ifPresent(draft.judged::add);
    draft.models.add(reported(work, model, finished, findings, judgement));
    draft.warnings.addAll(ReportWarnings.ofModel(model.getModelId(), finished, findings));
    draft.warnings.addAll(ReportWarnings.ofScores(complete));
    draft.comparisons.addAll(new Comparisons(paper, work).of(model, finished, complete));
  }

  /** Of a model that nobody measured no accuracy is held against it. */
  private static double accuracy(Optional<FinishedModel> model) {
    return model.flatMap(FinishedModel::quality).map(ModelQuality::getTestAccuracy).orElse(1.0);
  }

  private ReportedModel reported(
      PlannedWork work,
      PlannedModel model,
      Optional<FinishedModel> finished,
      ModelFindings findings,
      Optional<Judgement> judgement) {
    return ReportedModel.newBuilder()
        .setModelId(model.getModelId())
        .setRole(model.getRole())
        .setTemperature(model.getTemperature())
        .setParentId(model.getParentId().orElse(null))
        .setTrainingLoss(finished.map(FinishedModel::trainingLoss).orElse(null))
        .setQuality(finished.flatMap(FinishedModel::quality).orElse(null))
        .setPublishedAccuracy(
            paper
                .accuracy(work.plan().getDataset().getName(), model)
                .map(PublishedNumber::value)
                .orElse(null))
        .setWorstCasePairs(findings.pairs().attempted())
        .setWorstCaseSuccess(boxed(findings.worstSuccess()))
        .setWorstCaseRobustness(
            boxed(findings.metric().map(RobustnessMetric::value).orElse(OptionalDouble.empty())))
        .setVerdict(judgement.map(ReportMessages::verdict).orElse(Verdict.UNKNOWN))
        .setVerdictEvidence(judgement.map(Judgement::evidence).orElse(""))
        .setThreatModels(ThreatModels.of(findings, accuracy(finished), judgement.isPresent()))
        .build();
  }

  private static Verdict verdict(Judgement judgement) {
    return switch (judgement.verdict()) {
      case ROBUST -> Verdict.ROBUST;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case NOT_ROBUST -> Verdict.NOT_ROBUST;
      case GRADIENT_MASKING -> Verdict.GRADIENT_MASKING;
    };
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
