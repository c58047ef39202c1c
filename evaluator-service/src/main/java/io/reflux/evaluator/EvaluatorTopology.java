package io.reflux.evaluator;

import io.reflux.evaluator.scoring.AttackFact;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.streams.Topologies;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.ValueMapperWithKey;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The evaluator as a stream topology, in two parts.
 *
 * <p><em>Scoring</em> runs once for each partition of {@code attack-outcomes}, with which {@code
 * attack-plans} is co-partitioned: one processor keeps the outcomes as a table and the standing of
 * each model under each attack beside it, in stores of the same task. <em>Reporting</em> runs once:
 * the standings come through one internal topic of one partition and meet the plans, the finished
 * models and the lost jobs, whose topics have one partition too. It writes {@code
 * robustness-scores} and {@code robustness-reports}.
 *
 * <p>A malformed record throws in the step that reads it, before anything is changed; the host of
 * the topology sends it to the dead letters and goes on.
 */
public final class EvaluatorTopology {

  private static final String REPARTITION = "attack-scores";

  private final StreamsBuilder builder = Topologies.builder();
  private final SchemaRegistry registry;

  private EvaluatorTopology(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * Builds the topology.
   *
   * @param scoreInterval how long changed scores are gathered before they are written, above 0
   * @param registry where the schemas of values are; stays open
   * @param metas makes the metadata of scores and reports
   */
  public static Topology build(Duration scoreInterval, SchemaRegistry registry, EventMetas metas) {
    EvaluatorTopology topology = new EvaluatorTopology(registry);
    topology.report(topology.score(scoreInterval), metas);
    return topology.builder.build();
  }

  private KStream<String, ScoreUpdate> score(Duration interval) {
    KStream<String, AttackFact> outcomes =
        read(Topics.ATTACK_OUTCOMES, "read-outcomes", EvaluatorMessages::outcome);
    KStream<String, AttackFact> setups =
        read(Topics.ATTACK_PLANS, "read-attack-plans", EvaluatorMessages::setup);
    return outcomes
        .merge(setups, Named.as("attack-facts"))
        .process(
            new StoredProcessor<>(() -> new ScoringProcessor(interval), StoredScores.builders()),
            Named.as("score-attacks"))
        .repartition(
            Repartitioned.<String, ScoreUpdate>as(REPARTITION)
                .withKeySerde(Serdes.String())
                .withValueSerde(StateSerdes.updates())
                .withNumberOfPartitions(1));
  }

  private void report(KStream<String, ScoreUpdate> scores, EventMetas metas) {
    KStream<String, SpecificRecord> results =
        scores
            .mapValues(ReportingStep::score, Named.as("read-attack-scores"))
            .merge(
                read(Topics.EXPERIMENT_PLANS, "read-plans", ReportingStep::plan),
                Named.as("with-plans"))
            .merge(
                read(Topics.TEACHER_CHECKPOINTS, "read-teachers", ReportingStep::teacher),
                Named.as("with-teachers"))
            .merge(
                read(Topics.STUDENT_CHECKPOINTS, "read-students", ReportingStep::student),
                Named.as("with-students"))
            .merge(
                read(Topics.JOB_EVENTS, "read-job-events", ReportingStep::job),
                Named.as("reporting-facts"))
            .process(
                new StoredProcessor<>(
                    () -> new ReportingProcessor(metas), StoredReports.builders(registry)),
                Named.as("report-experiments"));
    write(results, Topics.ROBUSTNESS_SCORES, RobustnessScore.class);
    write(results, Topics.ROBUSTNESS_REPORTS, RobustnessReport.class);
  }

  private <V, F> KStream<String, F> read(
      Topic<V> topic, String name, ValueMapperWithKey<String, V, F> reading) {
    return builder.stream(
            topic.name(),
            Consumed.with(topic.keySerde(), topic.valueSerde(registry)).withName(topic.name()))
        .mapValues(reading, Named.as(name));
  }

  private <V extends SpecificRecord> void write(
      KStream<String, SpecificRecord> results, Topic<V> topic, Class<V> type) {
    StreamPartitioner<String, V> partitioner =
        (name, key, value, partitions) -> Optional.of(Set.of(topic.partition(key)));
    results
        .filter((key, value) -> type.isInstance(value), Named.as("only-" + topic.name()))
        .mapValues(type::cast, Named.as("as-" + topic.name()))
        .to(
            topic.name(),
            Produced.with(topic.keySerde(), topic.valueSerde(registry), partitioner)
                .withName("to-" + topic.name()));
  }

  /** A processor with the stores that it owns. */
  private record StoredProcessor<A, B, C, D>(
      ProcessorSupplier<A, B, C, D> supplier, List<StoreBuilder<?>> builders)
      implements ProcessorSupplier<A, B, C, D> {

    @Override
    public Processor<A, B, C, D> get() {
      return supplier.get();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return new LinkedHashSet<>(builders);
    }
  }
}
