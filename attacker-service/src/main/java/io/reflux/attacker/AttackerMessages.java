package io.reflux.attacker;

import io.reflux.robustness.attack.spec.AttackSpec;
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
        .setExpectedOutcomes((long) samples * (model.classes() - 1))
        .setShards(shards.count(samples))
        .setMaxFeatures(attack.getMaxFeatures())
        .setFeatures(model.features())
        .setMode(attack.getMode())
        .setTheta(attack.getTheta())
        .setSpec(attack.getSpec())
        .build();
  }

  List<AttackJob> jobs(ExperimentPlan plan, PlannedAttack attack, FinishedModel model) {
    int[] samples = samples(plan, model);
    List<Integer> sizes = shards.sizes(samples.length);
    List<AttackJob> jobs = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      int[] share = Arrays.copyOfRange(samples, from, from + size);
      jobs.add(job(plan, attack, model, new Shard(jobs.size(), sizes.size(), share)));
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

  private AttackJob job(
      ExperimentPlan plan, PlannedAttack attack, FinishedModel model, Shard shard) {
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
        .build();
  }

  /** The first test samples that the model classifies correctly. */
  private static int[] samples(ExperimentPlan plan, FinishedModel model) {
    return model.correct().first(plan.getAttackSamples());
  }

  static AttackSpec spec(AttackJob job) {
    AttackSpec spec = io.reflux.robustness.experiment.PlannedAttack.parse(job.getSpec()).spec();
    return spec.mode().usesTemperature() ? spec.withTemperature(job.getModelTemperature()) : spec;
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
