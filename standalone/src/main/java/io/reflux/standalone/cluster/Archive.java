package io.reflux.standalone.cluster;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a cluster remembers of finished work. Each question reads its topic from end to end. */
public final class Archive {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Cluster cluster;

  /** The memory of a cluster. */
  public Archive(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The experiment that was asked for last, or empty if none ever was.
   *
   * @throws ClusterException if the cluster cannot be read
   * @throws InterruptedException if the reading is interrupted
   */
  public Optional<String> latestExperiment() throws InterruptedException {
    Deque<String> asked = new ArrayDeque<>();
    readAll(
        Topics.EXPERIMENTS,
        record -> {
          if (((ExperimentEvent) record.value()).getBody() instanceof ExperimentRequested) {
            asked.addLast(record.key());
          }
        });
    return Optional.ofNullable(asked.peekLast());
  }

  /**
   * Every experiment that was asked for or withdrawn.
   *
   * @throws ClusterException if the cluster cannot be read
   * @throws InterruptedException if the reading is interrupted
   */
  public SortedSet<String> experiments() throws InterruptedException {
    SortedSet<String> known = new TreeSet<>();
    readAll(Topics.EXPERIMENTS, record -> known.add(record.key()));
    return known;
  }

  /**
   * The report of an experiment, or empty if there is none yet.
   *
   * @throws ClusterException if the cluster cannot be read
   * @throws InterruptedException if the reading is interrupted
   */
  public Optional<Ending.Reported> report(String experimentId) throws InterruptedException {
    Deque<Instant> requests = new ArrayDeque<>();
    Deque<RobustnessReport> reports = new ArrayDeque<>();
    readAll(
        Topics.EXPERIMENTS,
        record -> {
          if (record.key().equals(experimentId)) {
            requests.addLast(((ExperimentEvent) record.value()).getMeta().getProducedAt());
          }
        });
    readAll(
        Topics.ROBUSTNESS_REPORTS,
        record -> {
          if (record.key().equals(experimentId)) {
            reports.addLast((RobustnessReport) record.value());
          }
        });
    return Optional.ofNullable(reports.peekLast())
        .map(report -> Ending.Reported.of(report, requests.peekFirst()));
  }

  /**
   * Every outcome that a report's scores count, the last of each (model, attack, sample, target).
   *
   * @throws ClusterException if the cluster cannot be read
   * @throws InterruptedException if the reading is interrupted
   */
  public List<AttackOutcome> outcomes(RobustnessReport report) throws InterruptedException {
    Set<String> counted = new HashSet<>();
    for (RobustnessScore score : report.getScores()) {
      counted.add(new AttackKey(score.getModelId(), score.getAttackId()).text());
    }
    Map<String, AttackOutcome> outcomes = new TreeMap<>();
    readAll(
        Topics.ATTACK_OUTCOMES,
        record -> {
          AttackOutcome outcome = (AttackOutcome) record.value();
          if (counted.contains(new AttackKey(outcome.getModelId(), outcome.getAttackId()).text())) {
            outcomes.put(record.key(), outcome);
          }
        });
    return List.copyOf(outcomes.values());
  }

  private void readAll(Topic<?> topic, Consumer<FeedRecord> reader) throws InterruptedException {
    try (TopicFeed feed = TopicFeed.open(cluster, List.of(topic))) {
      while (!feed.caughtUp()) {
        feed.poll(POLL).forEach(reader);
      }
    }
  }
}
