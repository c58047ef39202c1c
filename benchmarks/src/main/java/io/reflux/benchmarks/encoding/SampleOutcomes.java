package io.reflux.benchmarks.encoding;

import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.SparsePerturbation;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Outcomes that changed 56 features, and the job that they belong to. */
final class SampleOutcomes {

  private static final int FEATURES = 56;
  private static final String MODEL = "m-" + "0123456789abcdef".repeat(2);
  private static final String ATTACK = "a-" + "fedcba9876543210".repeat(2);

  private SampleOutcomes() {}

  /** An outcome of a middling search. */
  static AttackOutcome outcome(int sample) {
    int[] indices = IntStream.range(0, FEATURES).map(i -> i * 14).toArray();
    float[] deltas = new float[FEATURES];
    Arrays.fill(deltas, 0.75f);
    SparsePerturbation changes = new SparsePerturbation(indices, deltas);
    return new AttackOutcome(
        sample,
        3,
        8,
        EndReason.SUCCESS,
        true,
        FEATURES,
        changes.l2(),
        changes.linf(),
        new AttackOutcome.Effort(FEATURES / 2, FEATURES / 2 + 1, 0.5f),
        7.25f,
        -0.5f,
        -3.5,
        8,
        true,
        changes);
  }

  /** The job that the outcome is one of. */
  static AttackJob job() {
    EventMeta meta =
        EventMeta.newBuilder()
            .setEventId("e")
            .setExperimentId("e-" + "0123456789abcdef".repeat(2))
            .setProducedAt(Instant.EPOCH)
            .build();
    return AttackJob.newBuilder()
        .setMeta(meta)
        .setJobId("attack")
        .setModelId(MODEL)
        .setAttackId(ATTACK)
        .setModel(new ArtifactRef("file:/weights", "1".repeat(64), 1L))
        .setDataset(new DatasetRef("mnist", "0".repeat(64), 0, 10))
        .setSpec("{}")
        .setSamples(List.of(1234))
        .build();
  }
}
