package io.reflux.attacker;

import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.SparsePerturbation;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.packed.PackedInts;
import io.reflux.schemas.topic.OutcomeKey;
import org.jspecify.annotations.Nullable;

/** The outcomes of one job as records of {@code attack-outcomes}. */
public final class OutcomeRecords {

  private final AttackJob job;
  private final EventMetas metas;

  /** Records of a job's outcomes. */
  public OutcomeRecords(AttackJob job, EventMetas metas) {
    this.job = job;
    this.metas = metas;
  }

  /** The key of an outcome. */
  public String key(AttackOutcome outcome) {
    return new OutcomeKey(job.getModelId(), job.getAttackId(), outcome.sample(), outcome.target())
        .text();
  }

  /** An outcome as a record. */
  public io.reflux.schemas.avro.AttackOutcome value(AttackOutcome outcome) {
    return new io.reflux.schemas.avro.AttackOutcome(
        metas.create(job.getMeta().getExperimentId(), job.getAttempt()),
        job.getModelId(),
        job.getAttackId(),
        outcome.sample(),
        outcome.source(),
        outcome.target(),
        EndReason.valueOf(outcome.endReason().name()),
        outcome.success(),
        outcome.l0(),
        outcome.l2(),
        outcome.linf(),
        outcome.effort().iterations(),
        outcome.logitGap(),
        amplitude(outcome),
        perturbation(outcome),
        outcome.adversarialClass(),
        finite(outcome.finalGap()),
        finite(outcome.effort().earlierGap()),
        outcome.effort().queries(),
        outcome.repeatable());
  }

  private static SparsePerturbation perturbation(AttackOutcome outcome) {
    return new SparsePerturbation(
        PackedInts.pack(outcome.perturbation().indices()),
        PackedFloats.pack(outcome.perturbation().deltas()));
  }

  private static @Nullable Float finite(float gap) {
    return Float.isFinite(gap) ? gap : null;
  }

  /** Neither a gradient that was not computed nor one of exactly zero has an amplitude. */
  private static @Nullable Double amplitude(AttackOutcome outcome) {
    double amplitude = outcome.log10GradientAmplitude();
    return Double.isFinite(amplitude) ? amplitude : null;
  }
}
