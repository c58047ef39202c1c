package io.reflux.benchmarks.encoding;

import io.reflux.attacker.OutcomeRecords;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An attack's outcome that changed 56 features: made a record, and written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutcomeEncoding {

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://encoding"));
  private final Serializer<io.reflux.schemas.avro.AttackOutcome> serializer =
      Topics.ATTACK_OUTCOMES.valueSerde(registry).serializer();
  private final AttackOutcome outcome = SampleOutcomes.outcome(1234);
  private final OutcomeRecords records =
      new OutcomeRecords(
          SampleOutcomes.job(),
          new EventMetas("attacker-service/host-1", "0.1.0", Clock.systemUTC()));
  private final io.reflux.schemas.avro.AttackOutcome written = records.value(outcome);

  /** Makes the Avro record. */
  @Benchmark
  public Object record() {
    return records.value(outcome);
  }

  /** Writes the Avro record with a serializer that is kept. */
  @Benchmark
  public byte[] bytes() {
    return serializer.serialize("", written);
  }

  /** Writes the Avro record with a serializer of its own. */
  @Benchmark
  public byte[] bytesBySerializerOfItsOwn() {
    return Topics.ATTACK_OUTCOMES.valueSerde(registry).serializer().serialize("", written);
  }
}
