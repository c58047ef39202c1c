package io.reflux.benchmarks.streaming;

import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group has come with the outcomes: what it has committed, which under exactly
 * once is what has had its whole effect.
 */
final class GroupProgress {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 20;

  private final Admin admin;
  private final String group;

  GroupProgress(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /**
   * Waits until the group has come so far.
   *
   * @param outcomes committed offsets, summed over the partitions
   * @param checks must hold too
   * @return when, and how many were committed then
   */
  Mark await(long outcomes, BooleanSupplier checks) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Mark mark = new Mark(System.nanoTime(), committed());
      if (mark.outcomes() >= outcomes && checks.getAsBoolean()) {
        return mark;
      }
      if (mark.nanos() > deadline) {
        throw new IllegalStateException(
            "%s has committed %d of %d outcomes only".formatted(group, mark.outcomes(), outcomes));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Waits until the group has come so far. */
  Mark await(long outcomes) throws InterruptedException {
    return await(outcomes, () -> true);
  }

  /** How many outcomes are committed. */
  long committed() throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        Platform.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    String topic = Topics.ATTACK_OUTCOMES.name();
    return IntStream.range(0, Topics.ATTACK_OUTCOMES.partitions())
        .mapToObj(partition -> offsets.get(new TopicPartition(topic, partition)))
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }

  /**
   * A moment.
   *
   * @param nanos of {@link System#nanoTime}
   * @param outcomes committed until then
   */
  record Mark(long nanos, long outcomes) {

    /** Outcomes per second since an earlier moment. */
    double rateSince(Mark earlier) {
      return (outcomes - earlier.outcomes) * 1e9 / (nanos - earlier.nanos);
    }

    /** Seconds since an earlier moment. */
    double secondsSince(Mark earlier) {
      return (nanos - earlier.nanos) / 1e9;
    }
  }
}
