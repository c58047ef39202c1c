package io.reflux.standalone.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/**
 * The work that a cluster has done so far. Two snapshots that are equal have no work between them.
 *
 * @param starts how often a worker began each job
 * @param queued how many records there are on the topics of jobs
 * @param checkpoints how many records tell of a model
 * @param outcomes how many records tell of an attack's outcome
 */
record Work(Map<Job, Long> starts, long queued, long checkpoints, long outcomes) {

  /** One job. */
  record Job(JobKind kind, String id) {}

  /** What a log tells of so far. */
  static Work of(TopicLog log) {
    Map<Job, Long> starts =
        log.values(Topics.JOB_EVENTS).stream()
            .filter(event -> event.getBody() instanceof JobStarted)
            .collect(groupingBy(Work::job, counting()));
    return new Work(
        starts,
        log.count(Topics.TRAINING_JOBS)
            + log.count(Topics.DISTILLATION_JOBS)
            + log.count(Topics.ATTACK_JOBS),
        log.count(Topics.TEACHER_CHECKPOINTS) + log.count(Topics.STUDENT_CHECKPOINTS),
        log.count(Topics.ATTACK_OUTCOMES));
  }

  /** How often each job of these kinds was begun. */
  List<Long> startsOf(JobKind... kinds) {
    return starts.entrySet().stream()
        .filter(entry -> List.of(kinds).contains(entry.getKey().kind()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Job job(JobEvent event) {
    return new Job(event.getKind(), event.getJobId());
  }
}
