package io.reflux.runtime.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private final ConsumerRecord<byte[], byte[]> original =
      new ConsumerRecord<>("attack-jobs", 0, 41, "key".getBytes(UTF_8), "value".getBytes(UTF_8));

  @Test
  void a_dead_letter_is_the_original_with_its_cause_in_headers() {
    original.headers().add("trace", "1".getBytes(UTF_8));

    ProducerRecord<byte[], byte[]> record = DeadLetter.of(original, "no model", 2).record(original);

    assertThat(record.topic()).isEqualTo("dead-letters");
    assertThat(record.key()).isEqualTo(original.key());
    assertThat(record.value()).isEqualTo(original.value());
    assertThat(record.headers().lastHeader("trace")).isNotNull();
    assertThat(DeadLetter.read(record.headers()))
        .contains(new DeadLetter("no model", "attack-jobs", 0, 41, 2));
  }

  @Test
  void the_headers_of_kafka_streams_are_read_too() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("__streams.errors.message", "bad bytes".getBytes(UTF_8));
    headers.add("__streams.errors.topic", "experiments".getBytes(UTF_8));
    headers.add("__streams.errors.partition", "3".getBytes(UTF_8));
    headers.add("__streams.errors.offset", "9".getBytes(UTF_8));

    assertThat(DeadLetter.read(headers))
        .contains(new DeadLetter("bad bytes", "experiments", 3, 9, 0));
  }

  @Test
  void a_record_without_such_headers_is_no_dead_letter() {
    assertThat(DeadLetter.read(new RecordHeaders())).isEmpty();
  }
}
