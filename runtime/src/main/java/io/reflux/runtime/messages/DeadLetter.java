package io.reflux.runtime.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.schemas.topic.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record is among the dead letters and where it came from; the record itself is the dead
 * letter's key and value, byte for byte, and its own headers are kept.
 *
 * <p>The headers have the names that Kafka Streams gives its dead letters (KIP-1034), so that those
 * of planners, of the evaluator and of work queues read alike; only the attempt is ours.
 *
 * @param cause what was wrong, one sentence
 * @param topic the topic that the record was read from
 * @param partition its partition
 * @param offset its offset
 * @param attempt the attempt that failed, counted from 0; 0 for what is not a job
 */
public record DeadLetter(String cause, String topic, int partition, long offset, int attempt) {

  private static final String CAUSE = "__streams.errors.message";
  private static final String TOPIC = "__streams.errors.topic";
  private static final String PARTITION = "__streams.errors.partition";
  private static final String OFFSET = "__streams.errors.offset";
  private static final String ATTEMPT = "reflux.attempt";

  /** The dead letter of a record that was just read. */
  public static DeadLetter of(ConsumerRecord<byte[], byte[]> record, String cause, int attempt) {
    return new DeadLetter(cause, record.topic(), record.partition(), record.offset(), attempt);
  }

  /**
   * Reads the headers of a record of {@link Topics#DEAD_LETTERS}.
   *
   * @return empty if the record has no such headers
   * @throws NumberFormatException if they are malformed
   */
  public static Optional<DeadLetter> read(Headers headers) {
    return text(headers, TOPIC)
        .map(
            topic ->
                new DeadLetter(
                    text(headers, CAUSE).orElse("unknown"),
                    topic,
                    Integer.parseInt(text(headers, PARTITION).orElse("-1")),
                    Long.parseLong(text(headers, OFFSET).orElse("-1")),
                    Integer.parseInt(text(headers, ATTEMPT).orElse("0"))));
  }

  /** The record for {@link Topics#DEAD_LETTERS}: the original's bytes and headers, and this. */
  public ProducerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> original) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(Topics.DEAD_LETTERS.name(), original.key(), original.value());
    original.headers().forEach(letter.headers()::add);
    put(letter.headers(), CAUSE, cause);
    put(letter.headers(), TOPIC, topic);
    put(letter.headers(), PARTITION, Integer.toString(partition));
    put(letter.headers(), OFFSET, Long.toString(offset));
    put(letter.headers(), ATTEMPT, Integer.toString(attempt));
    return letter;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(bytes -> new String(bytes, UTF_8));
  }
}
