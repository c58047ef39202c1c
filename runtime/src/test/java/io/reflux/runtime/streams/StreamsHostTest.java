package io.reflux.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reflux.runtime.broker.TestBroker;
import io.reflux.runtime.broker.TestClients;
import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.messages.DeadLetter;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.registry.SchemaRegistryException;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(90)
class StreamsHostTest {

  @TempDir static Path directory;
  private static TestBroker broker;
  private static SchemaRegistry registry;
  private static TestClients clients;

  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  @TempDir Path state;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(directory);
    registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://streams"));
    clients = new TestClients(broker, registry);
  }

  @AfterAll
  static void stopBroker() {
    clients.close();
    registry.close();
    broker.close();
  }

  @Test
  void records_that_cannot_be_handled_go_to_the_dead_letters_and_the_stream_goes_on()
      throws Exception {
    clients.sendBytes(Topics.TRAINING_JOBS, "unreadable", "no job".getBytes(UTF_8));
    clients.publisher().send(Topics.TRAINING_JOBS, "absurd", job("absurd")).get();
    clients.publisher().send(Topics.TRAINING_JOBS, "good", job("good")).get();
    StreamsHost host = host("tolerant", topology(registry));

    host.start(failures::add);
    try {
      TestClients.eventually(() -> clients.records(Topics.JOB_EVENTS, "good").size() == 1);
      assertThat(host.healthChecks().get(0).currentProblem()).isEmpty();
    } finally {
      host.close();
    }

    assertThat(failures).isEmpty();
    assertThat(cause("unreadable").cause()).contains("not Avro in Confluent's wire format");
    assertThat(cause("absurd").cause()).isEqualTo("absurd is no job id");
    assertThat(cause("absurd").topic()).isEqualTo("training-jobs");
    assertThat(host.healthChecks().get(0).currentProblem()).contains("is NOT_RUNNING");
  }

  @Test
  void a_registry_that_does_not_answer_stops_the_service_and_buries_nothing() throws Exception {
    clients.publisher().send(Topics.TRAINING_JOBS, "unlucky", job("unlucky")).get();
    StreamsHost host = host("without-registry", topology(new SilentRegistry()));

    host.start(failures::add);
    try {
      assertThat(failures.poll(60, TimeUnit.SECONDS))
          .isInstanceOf(ServiceFailedException.class)
          .hasMessage("without-registry topology cannot go on")
          .hasStackTraceContaining("the registry is silent");
    } finally {
      host.close();
    }
    assertThat(clients.records(Topics.DEAD_LETTERS, "unlucky")).isEmpty();
  }

  @Test
  void a_missing_topic_stops_the_service_with_what_to_do() throws Exception {
    StreamsBuilder builder = Topologies.builder();
    builder.stream("no-such-topic", Consumed.with(Serdes.String(), Serdes.String()))
        .to("nowhere", Produced.with(Serdes.String(), Serdes.String()));
    StreamsHost host = host("homeless", builder.build());

    host.start(failures::add);
    try {
      assertThat(failures.poll(60, TimeUnit.SECONDS))
          .isInstanceOf(ServiceFailedException.class)
          .hasMessage("homeless topology misses topics; create the topics of the catalogue first");
    } finally {
      host.close();
    }
  }

  private StreamsHost host(String applicationId, Topology topology) {
    RuntimeSettings runtime =
        ConfigReader.read(
                Map.of("REFLUX_STATE_DIR", state.toString()),
                RuntimeKeys.CATALOGUE,
                RuntimeSettings::from)
            .withKafka(clients.kafka());
    return new StreamsHost(
        StreamsSettings.of(applicationId, runtime), topology, new SimpleMeterRegistry());
  }

  private static Topology topology(SchemaRegistry registry) {
    StreamsBuilder builder = Topologies.builder();
    builder.stream(
            Topics.TRAINING_JOBS.name(),
            Consumed.with(Serdes.String(), Topics.TRAINING_JOBS.valueSerde(registry)))
        .mapValues(StreamsHostTest::completed)
        .to(
            Topics.JOB_EVENTS.name(),
            Produced.with(Serdes.String(), Topics.JOB_EVENTS.valueSerde(registry)));
    return builder.build();
  }

  private static DeadLetter cause(String key) {
    return DeadLetter.read(clients.records(Topics.DEAD_LETTERS, key).get(0).headers())
        .orElseThrow();
  }

  private static JobEvent completed(TrainingJob job) {
    if (job.getJobId().equals("absurd")) {
      throw new IllegalArgumentException("absurd is no job id");
    }
    return JobEvent.newBuilder()
        .setMeta(job.getMeta())
        .setJobId(job.getJobId())
        .setKind(JobKind.TRAINING)
        .setModelId(job.getModelId())
        .setBody(JobCompleted.newBuilder().setSeconds(1).build())
        .build();
  }

  private static TrainingJob job(String id) {
    return TrainingJob.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId("1").setProducedAt(Instant.EPOCH).build())
        .setJobId(id)
        .setModelId("m-1")
        .setSpec("{}")
        .build();
  }

  /** A registry that cannot be reached. */
  private static final class SilentRegistry implements SchemaRegistry {

    @Override
    public int idOf(String subject, Schema schema) {
      throw failure();
    }

    @Override
    public Schema schema(int id) {
      throw failure();
    }

    @Override
    public Set<String> subjects() {
      throw failure();
    }

    @Override
    public String location() {
      return "nowhere";
    }

    @Override
    public void close() {}

    private static SchemaRegistryException failure() {
      return new SchemaRegistryException("the registry is silent", new IOException("refused"));
    }
  }
}
