package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.AnnouncedAttack;
import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.L0Counts;
import io.reflux.evaluator.scoring.SampleSums;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.CourseSums;
import io.reflux.robustness.evaluation.GradientHistogram;
import io.reflux.robustness.evaluation.NormSums;
import io.reflux.robustness.evaluation.OutcomeSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Standings. */
public final class StandingCodec extends Codec<AttackStanding> {

  /** The codec of the current layout; the second had saliency map attacks alone. */
  public StandingCodec() {
    super(3);
  }

  @Override
  void write(AttackStanding value, DataOutput out) throws IOException {
    out.writeBoolean(value.setup().isPresent());
    if (value.setup().isPresent()) {
      writeSetup(value.setup().get(), out);
    }
    writeSums(value.outcomes(), out);
    writeCounts(value.successesByL0(), out);
    out.writeInt(value.samples().byAttempted().size());
    for (Map.Entry<Integer, SampleSums.Sum> entry : value.samples().byAttempted().entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue().samples());
      out.writeInt(entry.getValue().reached());
      out.writeLong(entry.getValue().features());
    }
    out.writeLong(value.latest().toEpochMilli());
  }

  @Override
  AttackStanding read(DataInput in) throws IOException {
    Optional<AttackSetup> setup = in.readBoolean() ? Optional.of(readSetup(in)) : Optional.empty();
    OutcomeSums sums = readSums(in);
    L0Counts successesByL0 = readCounts(in);
    SortedMap<Integer, SampleSums.Sum> samples = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      samples.put(in.readInt(), new SampleSums.Sum(in.readInt(), in.readInt(), in.readLong()));
    }
    Instant latest = Instant.ofEpochMilli(in.readLong());
    return new AttackStanding(setup, sums, successesByL0, new SampleSums(samples), latest);
  }

  private static void writeSetup(AttackSetup setup, DataOutput out) throws IOException {
    out.writeLong(setup.expectedOutcomes());
    out.writeUTF(setup.attack().text());
    out.writeInt(setup.features());
    out.writeLong(setup.plannedAt().toEpochMilli());
  }

  private static AttackSetup readSetup(DataInput in) throws IOException {
    return new AttackSetup(
        in.readLong(),
        AnnouncedAttack.parse(in.readUTF()),
        in.readInt(),
        Instant.ofEpochMilli(in.readLong()));
  }

  /** What takes most of a standing, so in as few bytes as it can. */
  private static void writeCounts(L0Counts counts, DataOutput out) throws IOException {
    VariableNumbers.write(counts.size(), out);
    for (int place = 0; place < counts.size(); place++) {
      VariableNumbers.write(counts.features(place), out);
      VariableNumbers.write(counts.successes(place), out);
    }
  }

  private static L0Counts readCounts(DataInput in) throws IOException {
    List<L0Counts.Entry> entries = new ArrayList<>();
    for (long left = VariableNumbers.read(in); left > 0; left--) {
      int features = Math.toIntExact(VariableNumbers.read(in));
      entries.add(new L0Counts.Entry(features, VariableNumbers.read(in)));
    }
    return L0Counts.of(entries);
  }

  private static void writeSums(OutcomeSums sums, DataOutput out) throws IOException {
    out.writeLong(sums.attempted());
    out.writeLong(sums.successes());
    out.writeInt(sums.endReasons().size());
    for (Map.Entry<EndReason, Long> entry : sums.endReasons().entrySet()) {
      out.writeByte(EndReasonCodes.code(entry.getKey()));
      out.writeLong(entry.getValue());
    }
    out.writeLong(sums.norms().l0());
    out.writeLong(sums.norms().l2Units());
    out.writeLong(sums.norms().linfUnits());
    for (long count : sums.gradients().counts()) {
      out.writeLong(count);
    }
    out.writeLong(sums.gradients().float32Zeros());
    out.writeLong(sums.courses().queries());
    out.writeLong(sums.courses().stillClosing());
    out.writeLong(sums.courses().noCloser());
    out.writeLong(sums.courses().unrepeatable());
  }

  private static OutcomeSums readSums(DataInput in) throws IOException {
    long attempted = in.readLong();
    long successes = in.readLong();
    Map<EndReason, Long> reasons = new EnumMap<>(EndReason.class);
    for (int left = in.readInt(); left > 0; left--) {
      reasons.put(EndReasonCodes.reason(in.readUnsignedByte()), in.readLong());
    }
    NormSums norms = new NormSums(in.readLong(), in.readLong(), in.readLong());
    List<Long> counts = new ArrayList<>();
    for (int bin = 0; bin < GradientHistogram.BINS; bin++) {
      counts.add(in.readLong());
    }
    GradientHistogram gradients = new GradientHistogram(counts, in.readLong());
    CourseSums courses = new CourseSums(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    return new OutcomeSums(attempted, successes, reasons, norms, gradients, courses);
  }
}
