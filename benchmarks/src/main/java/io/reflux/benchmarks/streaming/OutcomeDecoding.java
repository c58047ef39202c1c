package io.reflux.benchmarks.streaming;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.OutcomeKey;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What reading one outcome from its topic costs: the value, and the key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutcomeDecoding {

  private static final int RECORDS = 1024;

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://outcome-decoding"));
  private final Deserializer<AttackOutcome> values =
      Topics.ATTACK_OUTCOMES.valueSerde(registry).deserializer();
  private final List<byte[]> bytes = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private int next;

  /** Makes the records. */
  @Setup(Level.Trial)
  public void makeRecords() {
    try (Serializer<AttackOutcome> serializer =
        Topics.ATTACK_OUTCOMES.valueSerde(registry).serializer()) {
      SplittableRandom random = new SplittableRandom(1);
      Iterator<Workload.Pair> pairs = Workload.ofExperiments(1).pairsInOrder();
      for (int i = 0; i < RECORDS; i++) {
        AttackOutcome outcome = WorkloadRecords.outcome(pairs.next(), random);
        bytes.add(serializer.serialize(Topics.ATTACK_OUTCOMES.name(), outcome));
        keys.add(
            new OutcomeKey(
                    outcome.getModelId(),
                    outcome.getAttackId(),
                    outcome.getSample(),
                    outcome.getTarget())
                .text());
      }
    }
  }

  /** Frees the registry. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    registry.close();
  }

  /** Avro binary to an outcome. */
  @Benchmark
  public AttackOutcome value() {
    next = (next + 1) % RECORDS;
    return values.deserialize(Topics.ATTACK_OUTCOMES.name(), bytes.get(next));
  }

  /** Text to a key. */
  @Benchmark
  public OutcomeKey key() {
    next = (next + 1) % RECORDS;
    return OutcomeKey.parse(keys.get(next));
  }
}
