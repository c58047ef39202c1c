package io.reflux.runtime.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology. Ready while Kafka Streams is RUNNING; what its handlers do not send to the
 * dead letters stops the whole service, because a half-working planner is worse than none.
 */
public final class StreamsHost implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsHost.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final StreamsSettings settings;
  private final Topology topology;
  private final MeterRegistry meters;
  private volatile @Nullable KafkaStreams streams;
  private @Nullable KafkaStreamsMetrics metrics;

  /**
   * A topology that runs once it is started.
   *
   * @param settings under which guarantees it runs
   * @param topology built from {@link Topologies#builder()}
   * @param meters where Kafka Streams' own metrics go
   */
  public StreamsHost(StreamsSettings settings, Topology topology, MeterRegistry meters) {
    this.settings = settings;
    this.topology = topology;
    this.meters = meters;
  }

  @Override
  public String name() {
    return settings.applicationId() + " topology";
  }

  /**
   * Starts Kafka Streams; returns before it is RUNNING.
   *
   * @throws ServiceFailedException if no bootstrap server has an address or a setting is wrong
   */
  @Override
  public void start(FailureListener failures) {
    Properties config = new Properties();
    config.putAll(settings.toConfig());
    KafkaStreams created = create(config);
    created.setStateListener(
        (now, before) -> LOG.info("{}: {} -> {}", settings.applicationId(), before, now));
    created.setUncaughtExceptionHandler(
        cause -> {
          failures.failed(failure(cause));
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams = created;
    metrics = new KafkaStreamsMetrics(created);
    metrics.bindTo(meters);
    created.start();
  }

  /**
   * Commits what has been processed, leaves the group, so that others take over at once, and frees
   * everything; for twenty seconds at the most.
   *
   * @throws ServiceFailedException if that takes longer
   */
  @Override
  public void close() {
    KafkaStreams running = streams;
    if (running == null) {
      return;
    }
    if (metrics != null) {
      metrics.close();
    }
    CloseOptions leaving =
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    if (!running.close(leaving)) {
      throw new ServiceFailedException(
          name() + " did not close within " + CLOSE_TIMEOUT.toSeconds() + " s");
    }
  }

  /** That Kafka Streams is RUNNING. */
  @Override
  public List<HealthCheck> healthChecks() {
    return List.of(new HealthCheck(name(), this::notRunning));
  }

  /**
   * The running instance, for interactive queries.
   *
   * @throws IllegalStateException if it has not been started
   */
  public KafkaStreams streams() {
    KafkaStreams running = streams;
    if (running == null) {
      throw new IllegalStateException(name() + " has not been started");
    }
    return running;
  }

  private KafkaStreams create(Properties config) {
    try {
      return new KafkaStreams(topology, config);
    } catch (KafkaException e) {
      throw ServiceFailedException.cannotConnect(settings.runtime().kafka().bootstrapServers(), e);
    }
  }

  private Optional<String> notRunning() {
    KafkaStreams running = streams;
    if (running == null) {
      return Optional.of("has not been started");
    }
    return running.state() == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of("is " + running.state());
  }

  private Throwable failure(Throwable cause) {
    if (cause instanceof MissingSourceTopicException) {
      return new ServiceFailedException(
          name() + " misses topics; create the topics of the catalogue first", cause);
    }
    return cause instanceof StreamsException
        ? new ServiceFailedException(name() + " cannot go on", cause)
        : cause;
  }
}
