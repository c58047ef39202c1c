package io.reflux.distiller;

import io.reflux.runtime.queue.JobContext;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One delivery of a job to a worker, which keeps what the worker publishes. */
class Delivery implements JobContext {

  private record Published(Topic<?> topic, Object value) {}

  private final List<Published> published = new ArrayList<>();
  private Optional<Topic<?>> last = Optional.empty();

  /** A delivery that is cancelled as soon as something is published to the topic. */
  Delivery cancelledAfter(Topic<?> topic) {
    last = Optional.of(topic);
    return this;
  }

  <V> List<V> published(Topic<V> topic) {
    return published.stream()
        .filter(each -> each.topic().equals(topic))
        .map(each -> topic.valueType().cast(each.value()))
        .toList();
  }

  /** The kinds of job events published, without progress. */
  List<String> events() {
    return published(Topics.JOB_EVENTS).stream()
        .map(JobEvent::getBody)
        .map(body -> body.getClass().getSimpleName())
        .filter(name -> !name.equals("JobProgressed"))
        .toList();
  }

  @Override
  public int attempt() {
    return 0;
  }

  @Override
  public String worker() {
    return "test/0";
  }

  @Override
  public boolean cancelled() {
    return last.filter(topic -> !published(topic).isEmpty()).isPresent();
  }

  @Override
  public <V> void publish(Topic<V> topic, String key, V value) {
    published.add(new Published(topic, value));
  }

  @Override
  public void flush() {}
}
