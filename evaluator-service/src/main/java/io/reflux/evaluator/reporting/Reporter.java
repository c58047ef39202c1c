package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.published.PublishedResults;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.topic.AttackKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers experiments. Each fact is remembered first; then every live experiment that it touches
 * gets its scores, and its report if the experiment has come to an end:
 *
 * <ul>
 *   <li>COMPLETED when every model is finished and every attack complete;
 *   <li>FAILED when a job was given up whose work is still missing, or the request was rejected;
 *   <li>CANCELLED when the experiment was withdrawn.
 * </ul>
 *
 * <p>A report is written once for each plan, and again only if it would say something else: after a
 * corrected outcome, or when missing work was done after all. A new plan takes back the failures of
 * the jobs it needs, since they will be tried again.
 */
public final class Reporter {

  private static final int MOST_FAILURES_NAMED = 3;

  private final ReportMemory memory;
  private final ReportSink sink;
  private final ScoreMessages scores;
  private final ReportMessages reports;
  private final LiveWork live;

  /**
   * A reporter that goes on from what the memory holds.
   *
   * @param metas makes the metadata of scores and reports, derived from what they follow from
   */
  public Reporter(ReportMemory memory, ReportSink sink, EventMetas metas) {
    this.memory = memory;
    this.sink = sink;
    PaperNumbers paper = new PaperNumbers(PublishedResults.load());
    this.scores = new ScoreMessages(metas, paper);
    this.reports = new ReportMessages(metas, paper, scores);
    this.live = new LiveWork(memory.plans());
  }

  /**
   * An experiment was planned, withdrawn or refused.
   *
   * @throws IllegalArgumentException if the plan contradicts itself; nothing is remembered then
   */
  public void planned(ExperimentPlan plan) {
    PlannedWork work = new PlannedWork(withModels(plan));
    memory.put(work.plan());
    live.put(work);
    if (work.live()) {
      memory.failures().stream()
          .filter(work::needs)
          .forEach(failure -> memory.forgetFailure(failure.getJobId()));
      for (PlannedModel model : work.plan().getModels()) {
        for (AttackKey key : PlannedWork.attacks(model)) {
          memory.score(key).ifPresent(score -> writeScore(work, model, key, score));
        }
      }
    }
    answer(work);
  }

  /** An experiment is to be forgotten. */
  public void forgotten(String experimentId) {
    memory.forget(experimentId);
    live.remove(experimentId);
  }

  /** A model stands differently under an attack. */
  public void scored(AttackKey key, ScoreUpdate score) {
    memory.put(key, score);
    for (PlannedWork work : live.with(key.modelId())) {
      Optional<PlannedModel> facing = work.facing(key);
      facing.ifPresent(model -> writeScore(work, model, key, score));
      if (facing.isPresent() && score.complete()) {
        answer(work);
      }
    }
  }

  /** A model is finished; the memory has it already. */
  public void finished(String modelId) {
    live.with(modelId).forEach(this::answer);
  }

  /** A job has come further, or was given up. */
  public void job(JobEvent event) {
    if (event.getBody() instanceof JobFailed failed && failed.getTerminal()) {
      memory.putFailure(event);
      live.with(event.getModelId()).stream()
          .filter(work -> work.needs(event))
          .forEach(this::answer);
    } else {
      memory.forgetFailure(event.getJobId());
    }
  }

  private void writeScore(PlannedWork work, PlannedModel model, AttackKey key, ScoreUpdate score) {
    sink.score(scores.score(work, model, work.attack(key.attackId()), score));
  }

  private void answer(PlannedWork work) {
    String experimentId = work.plan().getExperimentId();
    Optional<RobustnessReport> report = end(work);
    Optional<String> digest = report.map(ReportDigest::of);
    if (digest.isPresent() && !digest.equals(memory.answer(experimentId))) {
      memory.putAnswer(experimentId, digest.get());
      sink.report(report.orElseThrow());
    }
  }

  /** The report on an experiment that has come to an end. */
  private Optional<RobustnessReport> end(PlannedWork work) {
    ExperimentPlan plan = work.plan();
    Instant since = plan.getMeta().getProducedAt();
    return switch (plan.getStatus()) {
      case PLANNED -> endOfWork(work);
      case CANCELLED ->
          Optional.of(
              reports.report(work, memory, ReportStatus.CANCELLED, plan.getReason(), since));
      case REJECTED ->
          Optional.of(reports.report(work, memory, ReportStatus.FAILED, plan.getReason(), since));
      case UNKNOWN -> Optional.empty();
    };
  }

  private Optional<RobustnessReport> endOfWork(PlannedWork work) {
    MissingWork missing = MissingWork.of(work, memory);
    Instant since = work.plan().getMeta().getProducedAt();
    if (missing.nothing()) {
      return Optional.of(reports.report(work, memory, ReportStatus.COMPLETED, "", since));
    }
    List<JobEvent> failures = memory.failures().stream().filter(missing::lacks).toList();
    return failures.stream()
        .map(failure -> failure.getMeta().getProducedAt())
        .max(Comparator.naturalOrder())
        .map(
            at ->
                reports.report(
                    work,
                    memory,
                    ReportStatus.FAILED,
                    reason(failures, missing),
                    at.isAfter(since) ? at : since));
  }

  private static String reason(List<JobEvent> failures, MissingWork missing) {
    String causes =
        failures.stream()
            .limit(MOST_FAILURES_NAMED)
            .map(Reporter::cause)
            .collect(Collectors.joining("; "));
    int more = failures.size() - MOST_FAILURES_NAMED;
    return "%s%s. Missing: %s"
        .formatted(
            causes,
            more > 0 ? "; and %d more jobs were given up".formatted(more) : "",
            missing.describe());
  }

  private static String cause(JobEvent event) {
    JobFailed failed = (JobFailed) event.getBody();
    String advice = failed.getAdvice().isBlank() ? "" : "; " + clause(failed.getAdvice());
    return "%s was given up: %s%s".formatted(event.getJobId(), clause(failed.getCause()), advice);
  }

  /** A sentence without its full stop. */
  private static String clause(String sentence) {
    String stripped = sentence.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  /** A withdrawal names no models; what is known of the experiment is that of its plan. */
  private ExperimentPlan withModels(ExperimentPlan plan) {
    Optional<ExperimentPlan> before = memory.plan(plan.getExperimentId());
    if (plan.getStatus() != PlanStatus.CANCELLED
        || !plan.getModels().isEmpty()
        || before.isEmpty()) {
      return plan;
    }
    return ExperimentPlan.newBuilder(plan)
        .setDataset(before.get().getDataset())
        .setModels(before.get().getModels())
        .setAttacks(before.get().getAttacks())
        .setTargetsPerSample(before.get().getTargetsPerSample())
        .build();
  }
}
