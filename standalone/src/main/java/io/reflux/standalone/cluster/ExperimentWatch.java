package io.reflux.standalone.cluster;

import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.terminal.ExperimentProgress;
import io.reflux.standalone.terminal.ProgressDisplay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows one experiment from its topics until it ends, and shows how far it is. Everything it
 * needs is on the topics, so it can begin before, during or after the experiment, on any machine,
 * and as often as one likes.
 */
public final class ExperimentWatch {

  private static final List<Topic<?>> TOPICS =
      List.of(
          Topics.EXPERIMENTS,
          Topics.EXPERIMENT_PLANS,
          Topics.EXTERNAL_MODELS,
          Topics.JOB_EVENTS,
          Topics.ROBUSTNESS_SCORES,
          Topics.ROBUSTNESS_REPORTS);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final ProgressDisplay display;
  private final ExperimentProgress progress = new ExperimentProgress();
  private final AwaitedModels awaited = new AwaitedModels();
  private final Map<String, Instant> requested = new TreeMap<>();
  private final String experimentId;
  private final Instant submittedAt;
  private @Nullable ExperimentPlan plan;
  private @Nullable RobustnessReport report;
  private final Set<String> told = new HashSet<>();
  private boolean live;
  private boolean impatient;

  /** Gets ready to watch an experiment, whenever it was submitted. */
  public ExperimentWatch(Cluster cluster, String experimentId, ProgressDisplay display) {
    this(cluster, experimentId, Instant.EPOCH, display);
  }

  /**
   * Gets ready to watch an experiment that was just submitted, perhaps not for the first time: a
   * failure or a withdrawal from before then is not its end.
   */
  public ExperimentWatch(
      Cluster cluster, String experimentId, Instant submittedAt, ProgressDisplay display) {
    this.cluster = cluster;
    this.experimentId = experimentId;
    this.submittedAt = submittedAt;
    this.display = display;
  }

  /**
   * Watches until the experiment ends.
   *
   * @param heart is asked between two looks; it throws if there is no point in waiting any longer
   * @throws ClusterException if the cluster cannot be read
   * @throws InterruptedException if the wait is interrupted
   */
  public Ending await(Runnable heart) throws InterruptedException {
    long start = System.nanoTime();
    try (TopicFeed feed = TopicFeed.open(cluster, TOPICS)) {
      while (true) {
        heart.run();
        feed.poll(POLL).forEach(this::take);
        live = live || feed.caughtUp();
        Optional<Ending> ending = live ? ending() : Optional.empty();
        if (ending.isPresent()) {
          display.show(progress.stages());
          return ending.get();
        }
        if (live) {
          display.show(progress.stages());
          complainIfNobodyPlans(System.nanoTime() - start);
          tellOfAwaitedModels();
        }
      }
    }
  }

  private void take(FeedRecord record) {
    if (record.value() instanceof ExperimentEvent event) {
      if (event.getBody() instanceof ExperimentRequested) {
        requested.put(event.getExperimentId(), event.getMeta().getProducedAt());
      }
    } else if (record.value() instanceof ExperimentPlan found) {
      takePlan(found);
    } else if (record.value() instanceof ExternalModelRegistered model) {
      awaited.registered(model);
    } else if (record.value() instanceof JobEvent event) {
      progress.happened(event);
      tellOfFailure(event);
    } else if (record.value() instanceof RobustnessScore score) {
      progress.scored(score);
    } else if (record.value() instanceof RobustnessReport found
        && found.getExperimentId().equals(experimentId)) {
      report = found;
    }
  }

  private void takePlan(ExperimentPlan found) {
    if (found.getExperimentId().equals(experimentId)) {
      plan = found;
      progress.planned(found);
      awaited.planned(found);
    }
  }

  /** Failures of the past are told by the report; those of the present are news. */
  private void tellOfFailure(JobEvent event) {
    if (live && event.getBody() instanceof JobFailed failure) {
      progress
          .describe(event)
          .ifPresent(
              work ->
                  display.say(
                      "warning: %s failed, %s: %s"
                          .formatted(
                              work,
                              failure.getTerminal() ? "given up" : "trying again",
                              sentence(failure))));
    }
  }

  private static String sentence(JobFailed failure) {
    return failure.getAdvice().isEmpty()
        ? failure.getCause()
        : failure.getCause() + "; " + failure.getAdvice();
  }

  private Optional<Ending> ending() {
    if (report != null && isNews(report)) {
      return Optional.of(Ending.Reported.of(report, requested.get(experimentId)));
    }
    if (plan != null && plan.getStatus() == PlanStatus.REJECTED) {
      return Optional.of(new Ending.Rejected(plan.getReason()));
    }
    if (plan != null
        && plan.getStatus() == PlanStatus.CANCELLED
        && !plan.getMeta().getProducedAt().isBefore(submittedAt)) {
      return Optional.of(new Ending.Cancelled(plan.getReason()));
    }
    if (plan == null && !requested.containsKey(experimentId)) {
      return Optional.of(new Ending.Unknown(new TreeSet<>(requested.keySet())));
    }
    return Optional.empty();
  }

  private boolean isNews(RobustnessReport found) {
    return found.getStatus() == ReportStatus.COMPLETED
        || !found.getMeta().getProducedAt().isBefore(submittedAt);
  }

  private void tellOfAwaitedModels() {
    for (String model : awaited.missing()) {
      if (told.add(model)) {
        display.say(
            "the experiment waits for model %s; register it with: reflux register --model FILE"
                .formatted(model));
      }
    }
  }

  private void complainIfNobodyPlans(long waitedNanos) {
    if (plan == null && !impatient && waitedNanos > PATIENCE.toNanos()) {
      impatient = true;
      display.say(
          "nobody has planned the experiment for %d s; does the trainer service run on %s?"
              .formatted(PATIENCE.toSeconds(), cluster.settings().bootstrapServers()));
    }
  }
}
