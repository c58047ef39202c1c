package io.reflux.benchmarks.encoding;

import io.reflux.attacker.OutcomeRecords;
import io.reflux.benchmarks.Spread;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.messages.Publication;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times the publication of one job's outcomes, 450 records and one flush, by size of batch. */
final class Publishing {

  private static final int[] BATCH_BYTES = {16_384, 65_536, 131_072, 524_288};
  private static final int RECORDS = 450;
  private static final int JOBS = 20;
  private static final int ROUNDS = 5;

  private final EventMetas metas =
      new EventMetas("attacker-service/host-1", "0", Clock.systemUTC());
  private final OutcomeRecords records = new OutcomeRecords(SampleOutcomes.job(), metas);

  private Publishing() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory("publishing"))) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers(), "mock://publishing");
      try (TopicAdmin admin = TopicAdmin.connect(settings.clientConfig(), Duration.ofSeconds(30))) {
        admin.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT);
      }
      new Publishing().measure(broker.bootstrapServers());
    }
    System.exit(0);
  }

  private void measure(String bootstrapServers) throws InterruptedException {
    Map<Integer, List<Double>> millis = new LinkedHashMap<>();
    for (int round = -1; round < ROUNDS; round++) {
      for (int bytes : BATCH_BYTES) {
        List<Double> taken = jobs(bootstrapServers, bytes);
        if (round >= 0) {
          millis.computeIfAbsent(bytes, size -> new ArrayList<>()).addAll(taken);
        }
      }
    }
    System.out.println(
        "ms to publish and flush 450 outcomes; batch.size      min   median      max");
    millis.forEach(
        (bytes, taken) -> System.out.printf("%58d %s%n", bytes, Spread.of(taken).format("%8.1f")));
  }

  private List<Double> jobs(String bootstrapServers, int batchBytes) throws InterruptedException {
    KafkaSettings settings =
        new KafkaSettings(
            bootstrapServers,
            "mock://publishing",
            Map.of("batch.size", Integer.toString(batchBytes)));
    List<Double> millis = new ArrayList<>();
    try (SchemaRegistry registry = SchemaRegistry.connect(settings.registryConfig());
        RecordPublisher publisher = RecordPublisher.connect(settings, registry, "publishing")) {
      for (int job = 0; job < JOBS; job++) {
        long start = System.nanoTime();
        publish(publisher.publication());
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return millis;
  }

  private void publish(Publication publication) throws InterruptedException {
    for (int sample = 0; sample < RECORDS; sample++) {
      AttackOutcome outcome = SampleOutcomes.outcome(sample);
      publication.publish(Topics.ATTACK_OUTCOMES, records.key(outcome), records.value(outcome));
    }
    publication.flush();
  }
}
