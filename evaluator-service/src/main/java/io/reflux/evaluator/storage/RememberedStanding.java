package io.reflux.evaluator.storage;

import io.reflux.evaluator.scoring.AttackStanding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A standing in the scorekeeper's memory.
 *
 * @param standing the standing
 * @param announced whether it has been announced as it is now
 */
public record RememberedStanding(AttackStanding standing, boolean announced) {

  /** The bytes of remembered standings. */
  public static final class StoredForm extends Codec<RememberedStanding> {

    private final StandingCodec standings = new StandingCodec();

    /** The codec of the current layout. */
    public StoredForm() {
      super(3);
    }

    @Override
    void write(RememberedStanding value, DataOutput out) throws IOException {
      out.writeBoolean(value.announced());
      standings.write(value.standing(), out);
    }

    @Override
    RememberedStanding read(DataInput in) throws IOException {
      boolean announced = in.readBoolean();
      return new RememberedStanding(standings.read(in), announced);
    }
  }
}
