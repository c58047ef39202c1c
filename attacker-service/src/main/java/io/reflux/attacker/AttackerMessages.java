package io.reflux.attacker;

import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.AttackSpec;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.SparsePerturbation;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.packed.PackedInts;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only translation between the attacker's records and the terms of the science. */
final class AttackerMessages {

  private final EventMetas metas;
  private final int shardSamples;

  /** Messages that put that many samples into one job. */
  AttackerMessages(EventMetas metas, int shardSamples) {
    this.metas = metas;
    this.shardSamples = shardSamples;
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
        .setShards(shards(samples))
        .setMaxFeatures(attack.getMaxFeatures())
        .setFeatures(model.features())
        .setMode(attack.getMode())
        .setTheta(attack.getTheta())
        .setSpec(attack.getSpec())
        .build();
  }

  List<AttackJob> jobs(ExperimentPlan plan, PlannedAttack attack, FinishedModel model) {
    int[] samples = samples(plan, model);
    List<AttackJob> jobs = new ArrayList<>();
    for (int shard = 0; shard < shards(samples.length); shard++) {
      int from = shard * shardSamples;
      int[] share =
          Arrays.copyOfRange(samples, from, Math.min(samples.length, from + shardSamples));
      jobs.add(job(plan, attack, model, new Shard(shard, shards(samples.length), share)));
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

  private int shards(int samples) {
    return (samples + shardSamples - 1) / shardSamples;
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

  io.reflux.schemas.avro.AttackOutcome outcome(AttackJob job, AttackOutcome outcome) {
    return io.reflux.schemas.avro.AttackOutcome.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getModelId())
        .setAttackId(job.getAttackId())
        .setSample(outcome.sample())
        .setSource(outcome.source())
        .setTarget(outcome.target())
        .setEndReason(EndReason.valueOf(outcome.endReason().name()))
        .setSuccess(outcome.success())
        .setL0(outcome.l0())
        .setL2(outcome.l2())
        .setLinf(outcome.linf())
        .setIterations(outcome.iterations())
        .setLogitGap(outcome.logitGap())
        .setLog10GradientAmplitude(amplitude(outcome))
        .setPerturbation(
            SparsePerturbation.newBuilder()
                .setIndices(PackedInts.pack(outcome.perturbation().indices()))
                .setDeltas(PackedFloats.pack(outcome.perturbation().deltas()))
                .build())
        .setAdversarialClass(outcome.adversarialClass())
        .build();
  }

  /** Neither a gradient that was not computed nor one of exactly zero has an amplitude. */
  private static @Nullable Double amplitude(AttackOutcome outcome) {
    double amplitude = outcome.log10GradientAmplitude();
    return Double.isFinite(amplitude) ? amplitude : null;
  }
}
