package io.reflux.evaluator;

import io.reflux.evaluator.scoring.AttackFact;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.evaluator.scoring.Scorekeeper;
import io.reflux.schemas.topic.AttackKey;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs a scorekeeper over the stores of its task; what changed is sent on at an interval. */
final class ScoringProcessor extends ContextualProcessor<String, AttackFact, String, ScoreUpdate> {

  private final Duration interval;
  private @Nullable Scorekeeper keeper;

  ScoringProcessor(Duration interval) {
    this.interval = interval;
  }

  @Override
  public void init(ProcessorContext<String, ScoreUpdate> context) {
    super.init(context);
    Scorekeeper scorekeeper = new Scorekeeper(new StoredScores(context), this::send);
    keeper = scorekeeper;
    context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, now -> scorekeeper.announce());
  }

  @Override
  public void process(Record<String, AttackFact> fact) {
    if (keeper == null) {
      throw new IllegalStateException("init comes before process");
    }
    fact.value().tell(keeper);
  }

  private void send(AttackKey key, ScoreUpdate update) {
    context().forward(new Record<>(key.text(), update, update.asOf().toEpochMilli()));
  }
}
