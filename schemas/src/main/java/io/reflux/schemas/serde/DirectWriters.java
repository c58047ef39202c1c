package io.reflux.schemas.serde;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.SoftLabelBatch;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/**
 * The contracts that come in numbers, written field by field without a detour over objects. A test
 * holds that the bytes are those that Avro's own writer makes.
 */
final class DirectWriters {

  private static final Schema END_REASONS = EndReason.getClassSchema();

  private DirectWriters() {}

  /** The direct writer of a generated class, if it has one. */
  @SuppressWarnings("unchecked") // the writer is that of the class which is compared
  static <V> Optional<FieldWriter<V>> of(Class<V> type) {
    if (type == AttackOutcome.class) {
      FieldWriter<AttackOutcome> writer = DirectWriters::outcome;
      return Optional.of((FieldWriter<V>) writer);
    }
    if (type == SoftLabelBatch.class) {
      FieldWriter<SoftLabelBatch> writer = DirectWriters::softLabels;
      return Optional.of((FieldWriter<V>) writer);
    }
    return Optional.empty();
  }

  private static void outcome(AttackOutcome outcome, Encoder out) throws IOException {
    meta(outcome.getMeta(), out);
    out.writeString(outcome.getModelId());
    out.writeString(outcome.getAttackId());
    out.writeInt(outcome.getSample());
    out.writeInt(outcome.getSource());
    out.writeInt(outcome.getTarget());
    out.writeEnum(END_REASONS.getEnumOrdinal(outcome.getEndReason().name()));
    out.writeBoolean(outcome.getSuccess());
    out.writeInt(outcome.getL0());
    out.writeFloat(outcome.getL2());
    out.writeFloat(outcome.getLinf());
    out.writeInt(outcome.getIterations());
    out.writeFloat(outcome.getLogitGap());
    optional(outcome.getLog10GradientAmplitude(), out, Encoder::writeDouble);
    out.writeBytes(outcome.getPerturbation().getIndices());
    out.writeBytes(outcome.getPerturbation().getDeltas());
    out.writeInt(outcome.getAdversarialClass());
    optional(outcome.getFinalGap(), out, Encoder::writeFloat);
    optional(outcome.getEarlierGap(), out, Encoder::writeFloat);
    out.writeLong(outcome.getQueries());
    out.writeBoolean(outcome.getRepeatable());
  }

  private static void softLabels(SoftLabelBatch batch, Encoder out) throws IOException {
    meta(batch.getMeta(), out);
    out.writeString(batch.getModelId());
    out.writeInt(batch.getBatch());
    out.writeInt(batch.getFirstSample());
    out.writeInt(batch.getSamples());
    out.writeInt(batch.getClasses());
    out.writeDouble(batch.getTemperature());
    out.writeBytes(batch.getProbabilities());
  }

  private static void meta(EventMeta meta, Encoder out) throws IOException {
    out.writeString(meta.getEventId());
    out.writeString(meta.getExperimentId());
    out.writeLong(meta.getProducedAt().toEpochMilli());
    out.writeString(meta.getProducer());
    out.writeString(meta.getCodeRevision());
    out.writeInt(meta.getAttempt());
  }

  private interface NumberWriter<N> {
    void write(Encoder out, N number) throws IOException;
  }

  private static <N> void optional(Optional<N> number, Encoder out, NumberWriter<N> writer)
      throws IOException {
    if (number.isPresent()) {
      out.writeIndex(1);
      writer.write(out, number.get());
    } else {
      out.writeIndex(0);
    }
  }
}
