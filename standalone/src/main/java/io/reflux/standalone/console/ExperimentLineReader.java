package io.reflux.standalone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
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

  private final EventMetas metas =
      new EventMetas(PRODUCER, RuntimeSettings.buildVersion(), Clock.systemUTC());
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
    Submission submission = Submission.received("the line", line, Optional.empty());
    ExperimentEvent event = submission.event(metas);
    try (var values = Topics.EXPERIMENTS.valueSerde(registry)) {
      String topic = Topics.EXPERIMENTS.name();
      return new ProducerRecord<>(
          topic,
          submission.experimentId().getBytes(UTF_8),
          values.serializer().serialize(topic, event));
    }
  }
}
