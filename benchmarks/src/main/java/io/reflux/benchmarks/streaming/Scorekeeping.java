package io.reflux.benchmarks.streaming;

import io.reflux.evaluator.scoring.AnnouncedAttack;
import io.reflux.evaluator.scoring.AttackFact;
import io.reflux.evaluator.scoring.AttackFact.OutcomeKnown;
import io.reflux.evaluator.scoring.AttackFact.SetupKnown;
import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.evaluator.scoring.SampleOutcomes;
import io.reflux.evaluator.scoring.ScoreMemory;
import io.reflux.evaluator.scoring.Scorekeeper;
import io.reflux.evaluator.storage.RememberedStanding;
import io.reflux.evaluator.storage.SampleOutcomesCodec;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What counting one outcome costs, on a memory of maps: the whole attack of 900 pairs without and
 * with the bytes that the stores would be given, and the bytes of a standing alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Scorekeeping {

  private static final int PAIRS = 900;
  private static final AttackKey KEY =
      new AttackKey(WorkloadRecords.modelId(0, 0), WorkloadRecords.attackId(0));

  private final List<AttackFact> facts = new ArrayList<>();
  private final RememberedStanding.StoredForm standings = new RememberedStanding.StoredForm();
  private RememberedStanding known = new RememberedStanding(AttackStanding.UNKNOWN, false);
  private byte[] knownBytes = new byte[0];

  /** Makes the outcomes of an attack and its standing before the last one. */
  @Setup(Level.Trial)
  public void makeFacts() {
    facts.add(
        new SetupKnown(
            KEY,
            Optional.of(
                new AttackSetup(
                    PAIRS,
                    AnnouncedAttack.parse(WorkloadRecords.spec("jsma-f-log")),
                    784,
                    Instant.EPOCH))));
    SplittableRandom random = new SplittableRandom(1);
    for (int pair = 0; pair < PAIRS; pair++) {
      int sample = pair / Workload.TARGETS;
      int target = pair % Workload.TARGETS;
      facts.add(
          new OutcomeKnown(
              new OutcomeKey(KEY.modelId(), KEY.attackId(), sample, target),
              Optional.of(outcome(sample, target, random))));
    }
    Memory memory = new Memory(false);
    Scorekeeper keeper = new Scorekeeper(memory, (key, update) -> {});
    facts.subList(0, PAIRS).forEach(fact -> fact.tell(keeper));
    known = new RememberedStanding(memory.standing(KEY), false);
    knownBytes = standings.encode(known);
  }

  /** An outcome counted, without bytes. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public AttackStanding counted() {
    Memory memory = new Memory(false);
    count(memory);
    return memory.standing(KEY);
  }

  /** An outcome counted, with the bytes of its sample and of the standing. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long countedAndEncoded() {
    Memory memory = new Memory(true);
    count(memory);
    return memory.written;
  }

  /** The bytes of a standing. */
  @Benchmark
  public byte[] standingEncoded() {
    return standings.encode(known);
  }

  /** A standing out of its bytes. */
  @Benchmark
  public RememberedStanding standingDecoded() {
    return standings.decode(knownBytes);
  }

  private void count(Memory memory) {
    Scorekeeper keeper = new Scorekeeper(memory, (key, update) -> {});
    facts.forEach(fact -> fact.tell(keeper));
  }

  private static ReportedOutcome outcome(int sample, int target, SplittableRandom random) {
    int changed = random.nextInt(25, 51);
    boolean success = random.nextInt(10) > 0;
    return new ReportedOutcome(
        new OutcomeSummary(
            sample,
            Workload.TARGETS,
            target,
            success ? EndReason.SUCCESS : EndReason.BUDGET,
            success,
            new Distortion(changed, Math.sqrt(changed), 1),
            OptionalDouble.of(random.nextDouble(-45, -1)),
            new OutcomeSummary.Course(changed, 10, 0.5, -0.5, true)),
        Instant.EPOCH);
  }

  /** A memory of one attack in maps. */
  private static final class Memory implements ScoreMemory {

    private final Map<Integer, SampleOutcomes> samples = new HashMap<>();
    private final SampleOutcomesCodec sampleBytes = new SampleOutcomesCodec();
    private final RememberedStanding.StoredForm standingBytes = new RememberedStanding.StoredForm();
    private final boolean encoding;
    private AttackStanding standing = AttackStanding.UNKNOWN;
    private long written;

    Memory(boolean encoding) {
      this.encoding = encoding;
    }

    @Override
    public SampleOutcomes outcomes(AttackKey key, int sample) {
      return samples.getOrDefault(sample, SampleOutcomes.NONE);
    }

    @Override
    public void put(AttackKey key, int sample, SampleOutcomes outcomes) {
      samples.put(sample, outcomes);
      written += encoding ? sampleBytes.encode(outcomes).length : 0;
    }

    @Override
    public List<ReportedOutcome> ofAttack(AttackKey key) {
      return samples.values().stream().flatMap(sample -> sample.byTarget().stream()).toList();
    }

    @Override
    public AttackStanding standing(AttackKey key) {
      return standing;
    }

    @Override
    public void put(AttackKey key, AttackStanding next, boolean announced) {
      standing = next;
      written +=
          encoding ? standingBytes.encode(new RememberedStanding(next, announced)).length : 0;
    }

    @Override
    public List<AttackKey> unannounced() {
      return List.of();
    }
  }
}
