package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.PairTable;
import io.reflux.evaluator.scoring.SamplePairs;
import io.reflux.evaluator.scoring.ScoreUpdate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Score updates; the targets of a sample are two bitmaps, of one byte per eight classes. */
public final class ScoreUpdateCodec extends Codec<ScoreUpdate> {

  private final StandingCodec standings = new StandingCodec();

  /** The codec of the current layout. */
  public ScoreUpdateCodec() {
    super(2);
  }

  @Override
  void write(ScoreUpdate value, DataOutput out) throws IOException {
    standings.write(value.standing(), out);
    out.writeLong(value.asOf().toEpochMilli());
    out.writeBoolean(value.pairs().isPresent());
    if (value.pairs().isPresent()) {
      List<SamplePairs> samples = value.pairs().get().samples();
      out.writeInt(samples.size());
      for (SamplePairs pairs : samples) {
        out.writeInt(pairs.sample());
        out.writeShort(pairs.minimumL0());
        writeBits(pairs.attempted(), out);
        writeBits(pairs.reached(), out);
      }
    }
  }

  @Override
  ScoreUpdate read(DataInput in) throws IOException {
    AttackStanding standing = standings.read(in);
    Instant asOf = Instant.ofEpochMilli(in.readLong());
    if (!in.readBoolean()) {
      return new ScoreUpdate(standing, Optional.empty(), asOf);
    }
    List<SamplePairs> samples = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int sample = in.readInt();
      int minimumL0 = in.readUnsignedShort();
      samples.add(new SamplePairs(sample, readBits(in), readBits(in), minimumL0));
    }
    return new ScoreUpdate(standing, Optional.of(new PairTable(samples)), asOf);
  }

  private static void writeBits(BitSet bits, DataOutput out) throws IOException {
    byte[] bytes = bits.toByteArray();
    out.writeByte(bytes.length);
    out.write(bytes);
  }

  private static BitSet readBits(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }
}
