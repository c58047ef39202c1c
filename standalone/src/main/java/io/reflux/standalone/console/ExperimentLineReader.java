package io.reflux.standalone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.pipeline.experiment.ExperimentSource;
import io.reflux.pipeline.experiment.Preset;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.tools.api.RecordReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads experiments for Kafka's console producer, one per line: a JSON object with the keys of an
 * experiment file, or the name of a preset. Each becomes the Avro record that {@code reflux submit}
 * would write, under the same experiment id.
 *
 * <pre>
 * CLASSPATH='standalone/target/lib/*' kafka-console-producer.sh --bootstrap-server HOST:PORT \
 *   --topic experiments --line-reader io.reflux.standalone.console.ExperimentLineReader \
 *   --reader-property schema.registry.url=URL
 * </pre>
 */
public final class ExperimentLineReader implements RecordReader {

  private static final String PRODUCER = "console-producer";

  private final Clock clock = Clock.systemUTC();
  private @Nullable SchemaRegistry registry;

  /** Made by the console producer, which names the class on its command line. */
  public ExperimentLineReader() {}

  /**
   * Connects to the registry.
   *
   * @param config {@code schema.registry.url}, and further options of the registry's client
   */
  @Override
  public void configure(Map<String, ?> config) {
    registry = SchemaRegistry.connect(config);
  }

  /** Reads the records; blank lines are passed over. */
  @Override
  public Iterator<ProducerRecord<byte[], byte[]>> readRecords(InputStream input) {
    return new BufferedReader(new InputStreamReader(input, UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(this::record)
        .iterator();
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }

  private ProducerRecord<byte[], byte[]> record(String line) {
    if (registry == null) {
      throw new IllegalStateException("the reader must be configured with schema.registry.url");
    }
    ExperimentSource source =
        Preset.named(line).isPresent()
            ? ExperimentSource.named(line)
            : new ExperimentSource("the line", line);
    ExperimentRequested request = source.read(List.of());
    String id = ExperimentIdentity.of(request);
    ExperimentEvent event =
        ExperimentEvent.newBuilder().setMeta(meta(id)).setExperimentId(id).setBody(request).build();
    try (var values = Topics.EXPERIMENTS.valueSerde(registry)) {
      String topic = Topics.EXPERIMENTS.name();
      return new ProducerRecord<>(
          topic, id.getBytes(UTF_8), values.serializer().serialize(topic, event));
    }
  }

  private EventMeta meta(String experimentId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return EventMeta.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setExperimentId(experimentId)
        .setProducedAt(now)
        .setProducer(PRODUCER)
        .setCodeRevision(RuntimeSettings.buildVersion())
        .build();
  }
}
