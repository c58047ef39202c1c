package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.robustness.attack.EndReason;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;

/** Outcomes; an amplitude that is not known is a NaN, end reasons go by name. */
public final class ReportedOutcomeCodec extends Codec<ReportedOutcome> {

  /** The codec of the current layout. */
  public ReportedOutcomeCodec() {
    super(1);
  }

  @Override
  void write(ReportedOutcome value, DataOutput out) throws IOException {
    OutcomeSummary summary = value.summary();
    out.writeInt(summary.sample());
    out.writeInt(summary.target());
    out.writeUTF(summary.endReason().name());
    out.writeBoolean(summary.success());
    out.writeInt(summary.distortion().l0());
    out.writeDouble(summary.distortion().l2());
    out.writeDouble(summary.distortion().linf());
    out.writeDouble(summary.log10GradientAmplitude().orElse(Double.NaN));
    out.writeLong(value.reportedAt().toEpochMilli());
  }

  @Override
  ReportedOutcome read(DataInput in) throws IOException {
    int sample = in.readInt();
    int target = in.readInt();
    EndReason reason = EndReason.valueOf(in.readUTF());
    boolean success = in.readBoolean();
    Distortion distortion = new Distortion(in.readInt(), in.readDouble(), in.readDouble());
    double amplitude = in.readDouble();
    OutcomeSummary summary =
        new OutcomeSummary(
            sample,
            target,
            reason,
            success,
            distortion,
            Double.isNaN(amplitude) ? OptionalDouble.empty() : OptionalDouble.of(amplitude));
    return new ReportedOutcome(summary, Instant.ofEpochMilli(in.readLong()));
  }
}
