package io.reflux.attacker;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The only translation between the attacker's records and the terms of the science. */
final class AttackerMessages {

  private static final String ALL_OTHERS = "all-others";
  private static final String UNTARGETED = "untargeted";

  private final EventMetas metas;
  private final Shards shards;

  /** Messages that cut attacks into jobs like that. */
  AttackerMessages(EventMetas metas, Shards shards) {
    this.metas = metas;
    this.shards = shards;
  }

  AttackPlan announcement(ExperimentPlan plan, PlannedAttack attack, FinishedModel model) {
    int samples = samples(plan, model).length;
    return AttackPlan.newBuilder()
        .setMeta(
            metas.derive(
                plan.getExperimentId(),
                plan.getMeta().getProducedAt(),
                Topics.ATTACK_PLANS.name(),
                model.modelId(),
                attack.getAttackId()))
        .setModelId(model.modelId())
        .setAttackId(attack.getAttackId())
        .setExpectedOutcomes((long) samples * (untargeted(attack) ? 1 : model.classes() - 1))
        .setShards(shards.count(samples))
        .setMaxFeatures(maxFeatures(attack, model))
        .setFeatures(model.features())
        .setMode(attack.getMode())
        .setTheta(attack.getTheta())
        .setSpec(attack.getSpec())
        .setNorm(attack.getNorm())
        .setGoal(attack.getGoal())
        .setKnowledge(attack.getKnowledge())
        .setBudget(attack.getBudget().orElse(null))
        .build();
  }

  List<AttackJob> jobs(ExperimentPlan plan, AttackOnModel work) {
    int[] samples = samples(plan, work.model());
    List<Integer> sizes = shards.sizes(samples.length);
    List<AttackJob> jobs = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      int[] share = Arrays.copyOfRange(samples, from, from + size);
      jobs.add(job(plan, work, new Shard(jobs.size(), sizes.size(), share)));
      from += size;
    }
    return jobs;
  }

  /** One job's share of the samples. */
  private static final class Shard {

    private final int number;
    private final int count;
    private final int[] samples;

    Shard(int number, int count, int[] samples) {
      this.number = number;
      this.count = count;
      this.samples = samples;
    }
  }

  private AttackJob job(ExperimentPlan plan, AttackOnModel work, Shard shard) {
    FinishedModel model = work.model();
    PlannedAttack attack = work.attack();
    String jobId =
        "attack-%s-%s-%d-of-%d"
            .formatted(
                model.modelId(), attack.getAttackId().substring(2), shard.number + 1, shard.count);
    return AttackJob.newBuilder()
        .setMeta(
            metas.derive(
                plan.getExperimentId(),
                plan.getMeta().getProducedAt(),
                Topics.ATTACK_JOBS.name(),
                jobId))
        .setJobId(jobId)
        .setModelId(model.modelId())
        .setAttackId(attack.getAttackId())
        .setShard(shard.number)
        .setShards(shard.count)
        .setModel(model.weights())
        .setModelTemperature(model.temperature())
        .setDataset(plan.getDataset())
        .setSpec(attack.getSpec())
        .setSamples(Arrays.stream(shard.samples).boxed().toList())
        .setTargets(untargeted(attack) ? UNTARGETED : ALL_OTHERS)
        .setSurrogate(work.surrogate().map(FinishedModel::weights).orElse(null))
        .build();
  }

  private static boolean untargeted(PlannedAttack attack) {
    return attack.getGoal().equals(Goal.UNTARGETED.label());
  }

  /** The L0 that a failure counts as: all features where the plan sets no limit. */
  private static int maxFeatures(PlannedAttack attack, FinishedModel model) {
    return attack.getMaxFeatures() == 0
        ? model.features()
        : Math.min(attack.getMaxFeatures(), model.features());
  }

  /** The first test samples that the model classifies correctly. */
  private static int[] samples(ExperimentPlan plan, FinishedModel model) {
    return model.correct().first(plan.getAttackSamples());
  }

  static AttackSpec spec(AttackJob job) {
    AttackSpec spec = io.reflux.robustness.experiment.PlannedAttack.parse(job.getSpec()).spec();
    return spec.mode().usesTemperature() ? spec.withTemperature(job.getModelTemperature()) : spec;
  }

  /**
   * The rows that a job asks for.
   *
   * @param images one row per sample
   * @throws IllegalArgumentException if it chooses targets by a rule that is not known here
   */
  static AttackBatch batch(AttackJob job, FloatMatrix images, int[] labels, int classes) {
    int[] samples = samples(job);
    return switch (job.getTargets()) {
      case ALL_OTHERS -> AttackBatch.allTargets(images, samples, labels, classes);
      case UNTARGETED -> AttackBatch.untargeted(images, samples, labels);
      default ->
          throw new IllegalArgumentException(
              "targets must be %s or %s, was '%s'"
                  .formatted(ALL_OTHERS, UNTARGETED, job.getTargets()));
    };
  }

  /** The samples of a job. */
  static int[] samples(AttackJob job) {
    return job.getSamples().stream().mapToInt(Integer::intValue).toArray();
  }

  JobReporter reporter(AttackJob job, JobContext context) {
    return new JobReporter(
        new JobSubject(
            job.getJobId(),
            JobKind.ATTACK,
            job.getModelId(),
            Optional.of(job.getAttackId()),
            job.getMeta().getExperimentId()),
        context,
        metas);
  }

  OutcomeRecords outcomes(AttackJob job) {
    return new OutcomeRecords(job, metas);
  }
}
