package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.evaluator.scoring.SampleOutcomes;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The outcomes of a sample: its index once, then target by target what is known of it. An amplitude
 * that is not known is a NaN.
 */
public final class SampleOutcomesCodec extends Codec<SampleOutcomes> {

  /** The codec of the current layout; the second knew neither labels nor how searches went. */
  public SampleOutcomesCodec() {
    super(3);
  }

  @Override
  void write(SampleOutcomes value, DataOutput out) throws IOException {
    out.writeShort(value.byTarget().size());
    if (!value.byTarget().isEmpty()) {
      out.writeInt(value.byTarget().get(0).summary().sample());
    }
    for (ReportedOutcome outcome : value.byTarget()) {
      write(outcome, out);
    }
  }

  @Override
  SampleOutcomes read(DataInput in) throws IOException {
    int size = in.readUnsignedShort();
    int sample = size == 0 ? 0 : in.readInt();
    List<ReportedOutcome> outcomes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      outcomes.add(read(sample, in));
    }
    return new SampleOutcomes(outcomes);
  }

  private static void write(ReportedOutcome outcome, DataOutput out) throws IOException {
    OutcomeSummary summary = outcome.summary();
    out.writeShort(summary.source());
    out.writeShort(summary.target());
    out.writeByte(EndReasonCodes.code(summary.endReason()));
    out.writeBoolean(summary.success());
    out.writeInt(summary.distortion().l0());
    out.writeDouble(summary.distortion().l2());
    out.writeDouble(summary.distortion().linf());
    out.writeDouble(summary.log10GradientAmplitude().orElse(Double.NaN));
    writeCourse(summary.course(), out);
    out.writeLong(outcome.reportedAt().toEpochMilli());
  }

  private static void writeCourse(OutcomeSummary.Course course, DataOutput out) throws IOException {
    VariableNumbers.write(course.queries(), out);
    out.writeDouble(course.logitGap());
    out.writeDouble(course.earlierGap());
    out.writeDouble(course.finalGap());
    out.writeBoolean(course.repeatable());
  }

  private static OutcomeSummary.Course readCourse(DataInput in) throws IOException {
    return new OutcomeSummary.Course(
        VariableNumbers.read(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean());
  }

  private static ReportedOutcome read(int sample, DataInput in) throws IOException {
    int source = in.readUnsignedShort();
    int target = in.readUnsignedShort();
    EndReason reason = EndReasonCodes.reason(in.readUnsignedByte());
    boolean success = in.readBoolean();
    Distortion distortion = new Distortion(in.readInt(), in.readDouble(), in.readDouble());
    double amplitude = in.readDouble();
    OutcomeSummary summary =
        new OutcomeSummary(
            sample,
            source,
            target,
            reason,
            success,
            distortion,
            Double.isNaN(amplitude) ? OptionalDouble.empty() : OptionalDouble.of(amplitude),
            readCourse(in));
    return new ReportedOutcome(summary, Instant.ofEpochMilli(in.readLong()));
  }
}
