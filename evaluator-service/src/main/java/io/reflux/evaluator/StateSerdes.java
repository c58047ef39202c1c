package io.reflux.evaluator;

import io.reflux.evaluator.scoring.SampleOutcomes;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.evaluator.storage.Codec;
import io.reflux.evaluator.storage.RememberedStanding;
import io.reflux.evaluator.storage.SampleOutcomesCodec;
import io.reflux.evaluator.storage.ScoreUpdateCodec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of the evaluator's own state; null stays null. */
final class StateSerdes {

  private StateSerdes() {}

  static Serde<SampleOutcomes> outcomes() {
    return of(new SampleOutcomesCodec());
  }

  static Serde<RememberedStanding> standings() {
    return of(new RememberedStanding.StoredForm());
  }

  static Serde<ScoreUpdate> updates() {
    return of(new ScoreUpdateCodec());
  }

  private static <T> Serde<T> of(Codec<T> codec) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : codec.encode(value),
        (topic, bytes) -> bytes == null ? null : codec.decode(bytes));
  }
}
