package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.rows.Row;
import io.reflux.robustness.evaluation.rows.RowTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Score updates; a row without an adversarial image has no distance. */
public final class ScoreUpdateCodec extends Codec<ScoreUpdate> {

  private final StandingCodec standings = new StandingCodec();

  /** The codec of the current layout; the second had one distance for each sample. */
  public ScoreUpdateCodec() {
    super(3);
  }

  @Override
  void write(ScoreUpdate value, DataOutput out) throws IOException {
    standings.write(value.standing(), out);
    out.writeLong(value.asOf().toEpochMilli());
    out.writeBoolean(value.rows().isPresent());
    if (value.rows().isPresent()) {
      List<Row> rows = value.rows().get().rows();
      out.writeInt(rows.size());
      for (Row row : rows) {
        write(row, out);
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
    List<Row> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rows.add(readRow(in));
    }
    return new ScoreUpdate(standing, Optional.of(new RowTable(rows)), asOf);
  }

  private static void write(Row row, DataOutput out) throws IOException {
    VariableNumbers.write(row.sample(), out);
    out.writeByte(row.target());
    out.writeBoolean(row.reached());
    if (row.reached()) {
      VariableNumbers.write(row.l0(), out);
      out.writeDouble(row.distance());
    }
  }

  private static Row readRow(DataInput in) throws IOException {
    int sample = Math.toIntExact(VariableNumbers.read(in));
    int target = in.readUnsignedByte();
    return in.readBoolean()
        ? new Row(sample, target, Math.toIntExact(VariableNumbers.read(in)), in.readDouble())
        : Row.missed(sample, target);
  }
}
